package dev.crema.tensor.cases;

import dev.crema.tensor.DType;
import dev.crema.tensor.Indexed;
import dev.crema.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Operations that make many elements one, and those that order them.
final class ReductionOperations {
    private static final String[] DIM = {"dim", "axis"};
    private static final String[] KEEP = {"keepdim", "keepdims"};

    private ReductionOperations() {}

    static void into(Map<String, Torch.Method> table) {
        sums(table);
        extremes(table);
        orders(table);
        norms(table);
        gradients(table);
    }

    private static void sums(Map<String, Torch.Method> table) {
        table.put("sum", (x, a) -> x.sum(a.dims(0, DIM), a.flag(1, false, KEEP)));
        table.put("nansum", (x, a) -> x.maskedFill(x.isNaN(), 0).sum(a.dims(0, DIM), a.flag(1, false, KEEP)));
        table.put("mean", (x, a) -> typed(x, a).mean(a.dims(0, DIM), a.flag(1, false, KEEP)));
        table.put("var", (x, a) -> variance(x, a));
        table.put("std", (x, a) -> dev.crema.tensor.op.Reduction.deviation(variance(x, a)));
        table.put("var_mean", (x, a) -> List.of(variance(x, a), x.mean(a.dims(0, DIM), a.flag(2, false, KEEP))));
        table.put(
                "std_mean",
                (x, a) -> List.of(
                        dev.crema.tensor.op.Reduction.deviation(variance(x, a)),
                        x.mean(a.dims(0, DIM), a.flag(2, false, KEEP))));
        table.put("prod", (x, a) -> a.has(0, DIM) ? x.prod(a.integer(0, 0, DIM), a.flag(1, false, KEEP)) : x.prod());
        table.put("all", (x, a) -> every(x, a, false));
        table.put("any", (x, a) -> every(x, a, true));
        table.put("count_nonzero", (x, a) -> x.to(DType.FLOAT64).ne(0).sum(a.dims(0, DIM)));
        table.put("cumsum", (x, a) -> x.cumsum(a.integer(0, 0, DIM)));
        table.put("cumprod", (x, a) -> cumulated(x, a.integer(0, 0, DIM)));
        table.put("trace", (x, a) -> x.diag().sum());
        table.put("diff", (x, a) -> {
            int dim = a.integer(1, -1, DIM);
            int n = x.size(dim);
            return x.narrow(dim, 1, n - 1).sub(x.narrow(dim, 0, n - 1));
        });
    }

    private static Tensor typed(Tensor x, Arguments a) {
        Object dtype = a.get(-1, "dtype");
        return dtype == null ? x : x.to(Values.dtype(dtype));
    }

    private static Tensor every(Tensor x, Arguments a, boolean any) {
        int[] dims = a.dims(0, DIM);
        boolean keep = a.flag(1, false, KEEP);
        if (dims.length == 0) return any ? x.any() : x.all();
        if (dims.length == 1 && !keep) return any ? x.any(dims[0]) : x.all(dims[0]);
        return dev.crema.tensor.op.Reduction.every(x, any, keep, dims);
    }

    private static Tensor cumulated(Tensor x, int dim) {
        List<Tensor> parts = new ArrayList<>();
        for (Tensor part : x.split(1, dim))
            parts.add(parts.isEmpty() ? part : parts.getLast().mul(part));
        return Tensor.cat(dim, parts.toArray(Tensor[]::new));
    }

    /// `var(unbiased)`, `var(dim, unbiased, keepdim)`, `var(dim, correction=1)`
    private static Tensor variance(Tensor x, Arguments a) {
        boolean first = a.get(0, DIM) instanceof Boolean;
        int[] dims = first ? new int[0] : a.dims(0, DIM);
        boolean unbiased = a.flag(first ? 0 : 1, true, "unbiased");
        boolean keep = a.flag(first ? -1 : 2, false, KEEP);
        double correction = a.number(-1, unbiased ? 1 : 0, "correction");
        if (dims.length == 0) {
            dims = new int[x.dim()];
            Arrays.setAll(dims, d -> d);
        }
        double count = 1;
        for (int dim : dims) count *= x.dim() == 0 ? 1 : x.size(dim);
        if (correction == 0 && dims.length != 1) return dev.crema.tensor.op.Reduction.variance(x, false, keep, dims);
        if (correction > 1)
            return x.sub(x.mean(dims, true)).pow(2).sum(dims, keep).div(count - correction);
        return dev.crema.tensor.op.Reduction.variance(x, correction == 1, keep, dims);
    }

    private static void extremes(Map<String, Torch.Method> table) {
        extreme(table, "max", true);
        extreme(table, "min", false);
        table.put("argmax", (x, a) -> position(x, a, true));
        table.put("argmin", (x, a) -> position(x, a, false));
        table.put("amax", (x, a) -> among(x, a, true));
        table.put("amin", (x, a) -> among(x, a, false));
        table.put(
                "aminmax",
                (x, a) -> a.has(-1, DIM)
                        ? List.of(
                                x.min(a.integer(-1, 0, DIM), a.flag(-1, false, KEEP))
                                        .values(),
                                x.max(a.integer(-1, 0, DIM), a.flag(-1, false, KEEP))
                                        .values())
                        : List.of(x.min(), x.max()));
    }

    private static void extreme(Map<String, Torch.Method> table, String name, boolean largest) {
        table.put(name, (x, a) -> {
            Object first = a.get(0, "dim", "axis", "other");
            if (first instanceof Tensor y) return largest ? x.maximum(y) : x.minimum(y);
            if (first == null) return largest ? x.max() : x.min();
            int dim = Values.ints(first)[0];
            boolean keep = a.flag(1, false, KEEP);
            return largest ? x.max(dim, keep) : x.min(dim, keep);
        });
    }

    private static Tensor position(Tensor x, Arguments a, boolean largest) {
        if (!a.has(0, DIM)) return largest ? x.argmax() : x.argmin();
        int dim = a.integer(0, 0, DIM);
        boolean keep = a.flag(1, false, KEEP);
        return largest ? x.argmax(dim, keep) : x.argmin(dim, keep);
    }

    /// Equal extremes share the gradient here, also along a dimension.
    private static Tensor among(Tensor x, Arguments a, boolean largest) {
        int[] dims = a.dims(0, DIM);
        if (dims.length == 0) return largest ? x.max() : x.min();
        boolean keep = a.flag(1, false, KEEP);
        Tensor found = x.detach();
        for (int dim : dims) found = (largest ? found.max(dim, true) : found.min(dim, true)).values();
        if (!x.dtype().isFloating())
            return keep ? found : found.sum(dims, false).to(x.dtype());
        return shared(x, found, dims, keep);
    }

    /// The value `found` with a gradient that equal elements share.
    private static Tensor shared(Tensor x, Tensor found, int[] dims, boolean keep) {
        Tensor winners = x.detach().eq(found).or(x.isNaN()).to(x.dtype());
        Tensor shares = winners.div(winners.sum(dims, true));
        Tensor finite = x.maskedFill(winners.eq(0), 0); // what did not win may be infinite
        return finite.mul(shares).sum(dims, keep);
    }

    private static void orders(Map<String, Torch.Method> table) {
        table.put("sort", (x, a) -> {
            a.flag(-1, true, "stable"); // it always is
            return x.sort(a.integer(0, -1, DIM), a.flag(1, false, "descending"));
        });
        table.put(
                "argsort",
                (x, a) -> x.sort(a.integer(0, -1, DIM), a.flag(1, false, "descending"))
                        .indices());
        table.put("msort", (x, a) -> x.sort(0, false).values());
        table.put("topk", (x, a) -> {
            int k = a.integer(0, 1, "k");
            int dim = a.integer(1, -1, DIM);
            if (a.flag(2, true, "largest")) return x.topk(k, dim);
            Indexed ascending = x.sort(dim, false);
            return new Indexed(
                    ascending.values().narrow(dim, 0, k), ascending.indices().narrow(dim, 0, k));
        });
        table.put("kthvalue", (x, a) -> {
            int k = a.integer(0, 1, "k");
            return ordered(x, a.integer(1, -1, DIM), k - 1, a.flag(2, false, KEEP));
        });
        table.put("median", (x, a) -> {
            if (!a.has(0, DIM)) {
                if (x.numel() == 0) return x.sum().add(Double.NaN);
                Tensor flat = x.reshape(-1);
                Tensor found = flat.isNaN().any().item() > 0
                        ? flat.detach().sum().mul(Double.NaN)
                        : ordered(flat.detach(), 0, ((int) x.numel() - 1) / 2, false)
                                .values();
                return x.dtype().isFloating() ? shared(flat, found, new int[] {0}, false) : found;
            }
            int dim = a.integer(0, 0, DIM);
            return ordered(x, dim, (x.size(dim) - 1) / 2, a.flag(1, false, KEEP));
        });
        table.put("unique", (x, a) -> {
            double[] values = Arrays.stream(x.toDoubles()).sorted().distinct().toArray();
            return Tensor.of(x.dtype(), values);
        });
        table.put(
                "bincount",
                (x, a) -> x.oneHot(Math.max(
                                a.integer(1, 0, "minlength"),
                                x.numel() == 0 ? 0 : 1 + x.max().itemInt()))
                        .sum(0));
    }

    private static Indexed ordered(Tensor x, int dim, int position, boolean keep) {
        Indexed sorted = x.sort(dim, false);
        UnaryOperator<Tensor> pick = t ->
                keep ? t.narrow(dim, position, 1) : t.narrow(dim, position, 1).squeeze(dim);
        return new Indexed(pick.apply(sorted.values()), pick.apply(sorted.indices()));
    }

    private static void norms(Map<String, Torch.Method> table) {
        table.put("norm", (x, a) -> norm(x, a.get(0, "p", "ord"), a.dims(1, DIM), a.flag(2, false, KEEP)));
        table.put("vector_norm", table.get("norm"));
        table.put("dist", (x, a) -> norm(x.sub(a.tensor(0, "other")), a.get(1, "p"), new int[0], false));
        table.put("normalize", (x, a) -> {
            Tensor length = norm(x, a.get(0, "p"), new int[] {a.integer(1, 1, DIM)}, true);
            return x.div(length.maximum(a.number(2, 1e-12, "eps")));
        });
        table.put("logsumexp", (x, a) -> {
            int[] dims = a.dims(0, DIM);
            boolean keep = a.flag(1, false, KEEP);
            if (dims.length == 1) return x.logsumexp(dims[0], keep);
            Tensor result = x;
            for (int dim : dims) result = result.logsumexp(dim, true);
            return keep ? result : result.sum(dims, false);
        });
    }

    private static Tensor norm(Tensor x, @Nullable Object p, int[] dims, boolean keep) {
        double power = p == null || "fro".equals(p) ? 2 : Values.number(p).doubleValue();
        if (dims.length == 0) return x.norm(power);
        if (dims.length == 1) return x.norm(power, dims[0], keep);
        if (power == 2) return x.pow(2).sum(dims, keep).sqrt();
        return x.abs().pow(power).sum(dims, keep).pow(1 / power);
    }

    private static void gradients(Map<String, Torch.Method> table) {
        table.put("backward", (x, a) -> {
            Object gradient = a.get(0, "gradient");
            boolean retain = a.flag(1, false, "retain_graph", "create_graph");
            if (gradient != null) x.backward(Values.tensor(gradient));
            else if (retain) x.backwardRetainingGraph();
            else x.backward();
            return null;
        });
        table.put("requires_grad_", (x, a) -> x.requiresGrad(a.flag(0, true, "requires_grad")));
        table.put("retain_grad", (x, a) -> {
            x.retainGrad();
            return null;
        });
        table.put("zero_", (x, a) -> x.assign(0));
        table.put("fill_", (x, a) -> x.assign(Values.number(a.get(0, "value"))));
        table.put("copy_", (x, a) -> x.assign(a.tensor(0, "src")));
        table.put(
                "item",
                (x, a) -> x.dtype() == DType.BOOL
                        ? (Object) (x.item() != 0)
                        : x.dtype().isFloating() ? (Object) x.item() : (Object) x.toLongs()[0]);
        table.put("tolist", (x, a) -> x.dim() == 0 ? x.item() : x.toList());
        table.put("numel", (x, a) -> x.numel());
        table.put("nelement", table.get("numel"));
        table.put("dim", (x, a) -> (long) x.dim());
        table.put("ndimension", table.get("dim"));
        table.put(
                "size",
                (x, a) -> a.has(0, "dim")
                        ? (Object) (long) x.size(a.integer(0, 0, "dim"))
                        : (Object) Values.list(x.shape()));
        table.put("is_contiguous", (x, a) -> x.isContiguous());
        table.put("is_floating_point", (x, a) -> x.dtype().isFloating());
    }
}
