package dev.crema.magics;

import dev.crema.nn.Parameter;
import dev.crema.nn.loss.BCELoss;
import dev.crema.nn.loss.BCEWithLogitsLoss;
import dev.crema.nn.loss.CrossEntropyLoss;
import dev.crema.nn.loss.GaussianNLLLoss;
import dev.crema.nn.loss.HuberLoss;
import dev.crema.nn.loss.KLDivLoss;
import dev.crema.nn.loss.L1Loss;
import dev.crema.nn.loss.Loss;
import dev.crema.nn.loss.MSELoss;
import dev.crema.nn.loss.NLLLoss;
import dev.crema.nn.loss.SmoothL1Loss;
import dev.crema.nn.optim.Adagrad;
import dev.crema.nn.optim.Adam;
import dev.crema.nn.optim.AdamW;
import dev.crema.nn.optim.CosineAnnealingLR;
import dev.crema.nn.optim.ExponentialLR;
import dev.crema.nn.optim.GroupedOptimizer;
import dev.crema.nn.optim.LinearLR;
import dev.crema.nn.optim.MultiStepLR;
import dev.crema.nn.optim.Optimizer;
import dev.crema.nn.optim.RMSprop;
import dev.crema.nn.optim.ReduceLROnPlateau;
import dev.crema.nn.optim.SGD;
import dev.crema.nn.optim.Scheduler;
import dev.crema.nn.optim.StepLR;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The losses, optimizers and schedulers that `%train` knows by name: class names in any case, without their
/// ending.
final class TrainNames {
    private static final Pattern CALL = Pattern.compile("([a-z]+)\\(([-+0-9.eE_, ]*)\\)");

    private static final Map<String, Supplier<Loss>> LOSSES = new TreeMap<>(Map.of(
            "crossentropy", CrossEntropyLoss::new,
            "mse", MSELoss::new,
            "l1", L1Loss::new,
            "smoothl1", SmoothL1Loss::new,
            "huber", HuberLoss::new,
            "bce", BCELoss::new,
            "bcewithlogits", BCEWithLogitsLoss::new,
            "nll", NLLLoss::new,
            "gaussiannll", GaussianNLLLoss::new,
            "kldiv", KLDivLoss::new));

    private static final Map<String, BiFunction<List<Parameter>, Double, GroupedOptimizer<?>>> OPTIMIZERS =
            new TreeMap<>(Map.of(
                    "sgd", SGD::new,
                    "adam", Adam::new,
                    "adamw", AdamW::new,
                    "rmsprop", RMSprop::new,
                    "adagrad", Adagrad::new));

    private static final List<String> SCHEDULERS =
            List.of("step", "multistep", "exponential", "cosine", "plateau", "linear");

    private TrainNames() {}

    /// The loss of this name; null if there is none.
    static @Nullable Loss loss(String name) {
        Supplier<Loss> known = LOSSES.get(name.toLowerCase(Locale.ROOT).replaceFirst("loss$", ""));
        return known == null ? null : known.get();
    }

    static Map<String, ?> losses() {
        return LOSSES;
    }

    /// The optimizer of this name; null if there is none.
    static @Nullable GroupedOptimizer<?> optimizer(String name, List<Parameter> parameters, double rate) {
        var known = OPTIMIZERS.get(name.toLowerCase(Locale.ROOT));
        return known == null ? null : known.apply(parameters, rate);
    }

    /// The rate that an optimizer of this name starts with.
    static double rate(String name) {
        return name.toLowerCase(Locale.ROOT).startsWith("adam") ? 0.001 : 0.01;
    }

    static Map<String, ?> optimizers() {
        return OPTIMIZERS;
    }

    /// Whether a scheduler is written as a call of one that we know.
    static boolean isScheduler(String text) {
        Matcher call = CALL.matcher(text.toLowerCase(Locale.ROOT).strip());
        return call.matches() && SCHEDULERS.contains(call.group(1).replaceFirst("(annealing)?lr$", ""));
    }

    /// The scheduler that is written as a call, such as `cosine(50)`; null if it is none of ours.
    static @Nullable Scheduler scheduler(String text, Optimizer optimizer) {
        Matcher call = CALL.matcher(text.toLowerCase(Locale.ROOT).strip());
        if (!call.matches()) return null;
        String name = call.group(1).replaceFirst("(annealing)?lr$", "");
        double[] values = Arrays.stream(call.group(2).split(",", -1))
                .filter(value -> !value.isBlank())
                .mapToDouble(value -> Double.parseDouble(value.strip()))
                .toArray();
        int wanted = switch (name) {
            case "step", "plateau", "linear", "multistep" -> 2;
            case "exponential", "cosine" -> 1;
            default -> -1;
        };
        if (wanted < 0) return null;
        if (values.length < wanted || values.length > wanted && !name.equals("multistep"))
            throw new MagicException(
                    "train", "--schedule " + name + " needs " + wanted + " numbers, got " + values.length);
        return switch (name) {
            case "step" -> new StepLR(optimizer, (int) values[0], values[1]);
            case "multistep" ->
                new MultiStepLR(
                        optimizer,
                        values[0],
                        Arrays.stream(values)
                                .skip(1)
                                .mapToInt(value -> (int) value)
                                .toArray());
            case "exponential" -> new ExponentialLR(optimizer, values[0]);
            case "cosine" -> new CosineAnnealingLR(optimizer, (int) values[0]);
            case "plateau" -> new ReduceLROnPlateau(optimizer, values[0], (int) values[1]);
            default -> new LinearLR(optimizer, values[0], (int) values[1]);
        };
    }

    static List<String> schedulers() {
        return SCHEDULERS;
    }
}
