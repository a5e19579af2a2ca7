package dev.crema.magics;

import dev.crema.magics.MagicArguments.Option;
import dev.crema.nn.Module;
import dev.crema.nn.metrics.History;
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
            Option.value("seed"),
            Option.value("name"),
            Option.value("as"),
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
                       [--lr X] [--momentum X] [--weight-decay X] [--metrics a,b] [--seed N] [--name RUN]
                       [--as VARIABLE] [--quiet] [--java]
                ```

                - `MODEL`, `DATA`, `EXPR` are Java expressions of the notebook; `{…}` encloses one with spaces
                - `DATA` is a `Dataset` (batches of 64, shuffled for training) or a `DataLoader` as it is
                - losses: `crossentropy` (default for int64 targets), `mse` (default for others); optimizers: `sgd`
                - metrics: `accuracy`, `mae`
                - `--as` names another variable for the history, `--java` prints the call that this is
                """;
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
        TrainPlan plan = new TrainPlan(given, model);
        if (given.has("java")) {
            host.print(plan.java() + "\n");
            return null;
        }
        LiveTraining live = new LiveTraining(host, given.has("quiet"), plan.metrics.containsKey("accuracy"));
        host.print(plan.describe() + "\n");
        History history = plan.trainer().stopWhen(host::interrupted).on(live).fit(plan.epochs);
        LastRun.remember(new LastRun(model, plan.data, plan.validation, history));
        host.bind(given.text("as", "history"), History.class.getName(), history);
        return null;
    }
}
