package dev.crema.nn.cases;

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
import dev.crema.nn.loss.Reduction;
import dev.crema.nn.loss.SmoothL1Loss;
import dev.crema.tensor.Tensor;

/// A loss and its gradient, of the sum where it is not reduced.
final class LossCases {
    private LossCases() {}

    static void run(Case given) {
        Tensor x = given.input("x").requiresGrad(true);
        Tensor loss = loss(given).forward(x, given.input("y"));
        (loss.numel() == 1 ? loss : loss.sum()).backward();
        given.check("loss", loss);
        given.check("dx", x.grad());
    }

    private static Reduction reduction(Case given) {
        return switch (given.text("reduction", "mean")) {
            case "mean" -> Reduction.MEAN;
            case "sum" -> Reduction.SUM;
            case "none" -> Reduction.NONE;
            case "batchmean" -> Reduction.BATCH_MEAN;
            case String other -> throw new IllegalArgumentException("no reduction " + other);
        };
    }

    private static Loss loss(Case given) {
        Reduction reduction = reduction(given);
        String name = given.id().replaceFirst("^g[0-9]*_", "").replaceFirst("_.*", "");
        return switch (name) {
            case "mse" -> new MSELoss().reduction(reduction);
            case "l1" -> new L1Loss().reduction(reduction);
            case "smoothl1" -> new SmoothL1Loss().reduction(reduction).beta(given.number("beta", beta(given)));
            case "huber" -> new HuberLoss().reduction(reduction).delta(given.number("delta", 1));
            case "bce" -> {
                BCELoss loss = new BCELoss().reduction(reduction);
                yield given.hasInput("weight") ? loss.weight(given.input("weight")) : loss;
            }
            case "bcelogits" -> {
                BCEWithLogitsLoss loss = new BCEWithLogitsLoss().reduction(reduction);
                if (given.hasInput("weight")) loss.weight(given.input("weight"));
                yield given.hasInput("pos_weight") ? loss.posWeight(given.input("pos_weight")) : loss;
            }
            case "nll" -> {
                NLLLoss loss = new NLLLoss().reduction(reduction).ignoreIndex(given.integer("ignore_index", -100));
                yield given.hasInput("weight") ? loss.weight(given.input("weight")) : loss;
            }
            case "kl", "kldiv", "kllog" -> new KLDivLoss().reduction(reduction).logTarget(given.flag("log_target"));
            case "gauss", "gauss1", "gaussian", "gaussiannll" -> {
                GaussianNLLLoss loss = new GaussianNLLLoss()
                        .reduction(reduction)
                        .full(given.flag("full"))
                        .eps(given.number("eps", 1e-6));
                yield (prediction, target) -> loss.forward(prediction, target, given.input("var"));
            }
            default -> crossEntropy(given, reduction);
        };
    }

    /// The beta that the description names.
    private static double beta(Case given) {
        var found = java.util.regex.Pattern.compile("beta ([0-9.]+)").matcher(given.what());
        return found.find() ? Double.parseDouble(found.group(1)) : 1;
    }

    private static Loss crossEntropy(Case given, Reduction reduction) {
        CrossEntropyLoss loss = new CrossEntropyLoss()
                .reduction(reduction)
                .ignoreIndex(given.integer("ignore_index", -100))
                .labelSmoothing(given.number("label_smoothing", 0));
        return given.hasInput("weight") ? loss.weight(given.input("weight")) : loss;
    }
}
