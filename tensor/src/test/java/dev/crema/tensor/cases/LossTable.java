package dev.crema.tensor.cases;

import dev.crema.tensor.Tensor;
import java.util.Map;

/// Losses of `torch.nn.functional`, written with operations of tensors.
final class LossTable {
    private LossTable() {}

    static void into(Map<String, Torch.Method> table) {
        table.put("mse_loss", (x, a) -> reduced(x.sub(a.tensor(0, "target")).pow(2), a));
        table.put("l1_loss", (x, a) -> reduced(x.sub(a.tensor(0, "target")).abs(), a));
        table.put("smooth_l1_loss", (x, a) -> {
            Tensor distance = x.sub(a.tensor(0, "target")).abs();
            double beta = a.number(-1, 1, "beta");
            return reduced(
                    Tensor.where(distance.lt(beta), distance.pow(2).mul(0.5 / beta), distance.sub(0.5 * beta)), a);
        });
        table.put("binary_cross_entropy", (x, a) -> {
            Tensor y = a.tensor(0, "target");
            Tensor one = Tensor.scalar(1);
            Tensor hit = x.log().maximum(-100.0).mul(y);
            return reduced(
                    hit.add(one.sub(x).log().maximum(-100.0).mul(one.sub(y))).neg(), a);
        });
        table.put("binary_cross_entropy_with_logits", (x, a) -> {
            Tensor y = a.tensor(0, "target");
            return reduced(dev.crema.tensor.op.Unary.SOFTPLUS.apply(x).sub(x.mul(y)), a);
        });
        table.put("nll_loss", (x, a) -> picked(x, a));
        table.put("cross_entropy", (x, a) -> {
            Tensor target = a.tensor(0, "target");
            if (!target.dtype().isFloating()) return picked(x.logSoftmax(1), a);
            Tensor rows = x.logSoftmax(1).mul(target).sum(1).neg();
            return reduced(rows, a);
        });
        table.put("kl_div", (x, a) -> {
            Tensor y = a.tensor(0, "target");
            Tensor terms = y.mul(y.log().sub(x));
            return "batchmean".equals(a.get(-1, "reduction")) ? terms.sum().div(x.size(0)) : reduced(terms, a);
        });
    }

    private static Tensor picked(Tensor logProbabilities, Arguments a) {
        Tensor target = a.tensor(0, "target");
        return reduced(
                logProbabilities.gather(1, target.unsqueeze(1)).squeeze(1).neg(), a);
    }

    private static Tensor reduced(Tensor values, Arguments a) {
        Object reduction = a.get(-1, "reduction");
        if ("none".equals(reduction)) return values;
        return "sum".equals(reduction) ? values.sum() : values.mean();
    }
}
