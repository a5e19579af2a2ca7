package dev.crema.nn.cases;

import dev.crema.nn.Parameter;
import dev.crema.nn.optim.Adagrad;
import dev.crema.nn.optim.Adam;
import dev.crema.nn.optim.AdamW;
import dev.crema.nn.optim.Optimizer;
import dev.crema.nn.optim.RMSprop;
import dev.crema.nn.optim.SGD;
import java.util.List;

/// Optimisers from the options of a case, with the defaults of PyTorch.
final class Optimizers {
    private Optimizers() {}

    static Optimizer of(String name, List<Parameter> parameters, Case given) {
        double decay = given.number("weight_decay", 0);
        double momentum = given.number("momentum", 0);
        return switch (name) {
            case "SGD" ->
                new SGD(parameters, given.number("lr", 1e-3))
                        .momentum(momentum)
                        .dampening(given.number("dampening", 0))
                        .nesterov(given.flag("nesterov"))
                        .weightDecay(decay);
            case "Adam" ->
                new Adam(parameters, given.number("lr", 1e-3))
                        .betas(beta(given, 0, 0.9), beta(given, 1, 0.999))
                        .eps(given.number("eps", 1e-8))
                        .amsgrad(given.flag("amsgrad"))
                        .weightDecay(decay);
            case "AdamW" ->
                new AdamW(parameters, given.number("lr", 1e-3))
                        .betas(beta(given, 0, 0.9), beta(given, 1, 0.999))
                        .eps(given.number("eps", 1e-8))
                        .amsgrad(given.flag("amsgrad"))
                        .weightDecay(given.number("weight_decay", 0.01));
            case "RMSprop" ->
                new RMSprop(parameters, given.number("lr", 0.01))
                        .alpha(given.number("alpha", 0.99))
                        .eps(given.number("eps", 1e-8))
                        .momentum(momentum)
                        .centered(given.flag("centered"))
                        .weightDecay(decay);
            case "Adagrad" ->
                new Adagrad(parameters, given.number("lr", 0.01))
                        .lrDecay(given.number("lr_decay", 0))
                        .eps(given.number("eps", 1e-10))
                        .initialAccumulatorValue(given.number("initial_accumulator_value", 0))
                        .weightDecay(decay);
            default -> throw new IllegalArgumentException("no optimizer " + name);
        };
    }

    private static double beta(Case given, int which, double otherwise) {
        return given.hasParam("betas") ? given.numbers("betas")[which] : otherwise;
    }
}
