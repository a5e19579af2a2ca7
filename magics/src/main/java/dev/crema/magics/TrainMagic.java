package dev.crema.magics;

import dev.crema.magics.MagicArguments.Option;
import dev.crema.nn.Module;
import dev.crema.nn.metrics.History;
import dev.crema.nn.train.Profile;
import dev.crema.nn.train.Trainer;
import dev.crema.tensor.Device;
import dev.crema.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `%train`: one call of `Trainer`, with its curve drawn while it runs.
public final class TrainMagic implements Magic {

    private static final List<Option> OPTIONS = List.of(
            Option.value("val"),
            Option.value("epochs"),
            Option.value("batch"),
            Option.value("loss"),
            Option.value("optimizer"),
            Option.value("lr"),
            Option.value("momentum"),
            Option.value("weight-decay"),
            Option.value("metrics"),
            Option.value("schedule"),
            Option.value("clip"),
            Option.value("patience"),
            Option.value("seed"),
            Option.value("name"),
            Option.value("as"),
            Option.value("device"),
            Option.value("checkpoint"),
            Option.value("resume"),
            Option.flag("profile"),
            Option.flag("quiet"),
            Option.flag("java"));

    @Override
    public String name() {
        return "train";
    }

    @Override
    public String help() {
        return """
                Trains a model on a data set and draws the loss while it does. The result is the variable `history`.

                ```text
                %train MODEL DATA [--val DATA] [--epochs N] [--batch N|all] [--loss NAME|EXPR] [--optimizer NAME|EXPR]
                       [--lr X] [--momentum X] [--weight-decay X] [--metrics a,b] [--schedule EXPR] [--clip X]
                       [--patience N] [--seed N] [--device NAME] [--name RUN] [--as VARIABLE] [--checkpoint FOLDER]
                       [--resume RUN|last] [--profile] [--quiet] [--java]
                ```

                - `MODEL`, `DATA`, `EXPR` are Java expressions of the notebook; `{…}` encloses one with spaces
                - `DATA` is a `Dataset` (batches of 64, shuffled for training) or a `DataLoader` as it is
                - losses: `crossentropy` (default for int64 targets), `mse` (default for others), `l1`, `smoothl1`,
                  `huber`, `bce`, `bcewithlogits`, `nll`, `gaussiannll`, `kldiv`, or a lambda
                  `{(p, t) -> p.sub(t).abs().mean()}`
                - optimizers: `sgd`, `adam`, `adamw`, `rmsprop`, `adagrad`; `--schedule` takes `step(30, 0.1)`,
                  `multistep(0.1, 30, 80)`, `exponential(0.9)`, `cosine(50)`, `plateau(0.1, 5)`, `linear(0.1, 5)`, a
                  lambda `{o -> new StepLR(o, 30, 0.1)}`, or the scheduler of an optimizer given as an expression
                - `--patience N` ends the run when the validation loss has not become smaller for N epochs; `--clip`
                  is the largest norm of the gradients
                - `--checkpoint` writes `last.safetensors`, `best.safetensors` and `history.jsonl` after each epoch;
                  `--resume last` goes on where a run stopped, to the same numbers
                - metrics, as many as you like: `METRICS`
                - `--profile` shows where the time goes
                - `--as` names another variable for the history, `--java` prints the call that this is
                """.replace("METRICS", TrainMetrics.names());
    }

    @Override
    public @Nullable Object line(String arguments, Host host) {
        MagicArguments given = MagicArguments.read(name(), arguments, host, OPTIONS);
        if (given.words().size() > 2)
            throw new MagicException(
                    "train",
                    "too many words: " + String.join(" ", given.words())
                            + "; give a model and a data set, and the rest as --options");
        if (given.has("seed")) Tensor.manualSeed(given.integer("seed", 0));
        Module model = given.value(0, "MODEL", Module.class);
        if (given.has("device")) move(model, given.text("device", ""));
        TrainPlan plan = new TrainPlan(given, model);
        if (given.has("java")) {
            host.print(new TrainSource(plan) + "\n");
            return null;
        }
        Profile profile = new Profile();
        var live = new LiveTraining(host, given.has("quiet"), plan.device(), plan.metrics.containsKey("accuracy"))
                .profile(profile);
        host.print(plan.describe() + "\n");
        Trainer trainer = plan.trainer()
                .stopWhen(() -> live.isStopping() || host.interrupted())
                .on(live)
                .on(new RunFiles(host))
                .profile(profile);
        History history;
        try {
            history = trainer.fit(plan.epochs);
        } finally {
            live.leave();
        }
        if (given.has("profile")) host.print(profile + "\n");
        LastRun.remember(new LastRun(model, plan.data, plan.validation, history));
        host.bind(given.text("as", "history"), History.class.getName(), history);
        return null;
    }

    private static void move(Module model, String device) {
        try {
            model.to(Device.of(device));
        } catch (IllegalArgumentException | IllegalStateException absent) {
            throw new MagicException("train", String.valueOf(absent.getMessage()));
        }
    }
}
