package dev.crema.tensor.cases;

import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Operations element by element.
final class ElementOperations {
    private ElementOperations() {}

    static void into(Map<String, Torch.Method> table) {
        functions(table);
        activations(table);
        arithmetic(table);
        comparisons(table);
        types(table);
    }

    private static void unary(Map<String, Torch.Method> table, UnaryOperator<Tensor> operation, String... names) {
        for (String name : names) table.put(name, (x, a) -> operation.apply(x));
    }

    private static void functions(Map<String, Torch.Method> table) {
        unary(table, Tensor::neg, "neg", "negative");
        unary(table, Tensor::abs, "abs", "absolute");
        unary(table, Tensor::sign, "sign", "sgn");
        unary(table, Tensor::reciprocal, "reciprocal");
        unary(table, Tensor::sqrt, "sqrt");
        unary(table, x -> x.sqrt().reciprocal(), "rsqrt");
        unary(table, x -> x.pow(2), "square");
        unary(table, Tensor::exp, "exp");
        unary(table, x -> x.exp().sub(1), "expm1");
        unary(table, x -> x.mul(Math.log(2)).exp(), "exp2");
        unary(table, Tensor::log, "log");
        unary(table, x -> x.add(1).log(), "log1p");
        unary(table, x -> x.log().div(Math.log(2)), "log2");
        unary(table, x -> x.log().div(Math.log(10)), "log10");
        unary(table, Tensor::sin, "sin");
        unary(table, Tensor::cos, "cos");
        unary(table, x -> x.sin().div(x.cos()), "tan");
        unary(table, Tensor::tanh, "tanh");
        unary(table, x -> x.exp().sub(x.neg().exp()).div(2), "sinh");
        unary(table, x -> x.exp().add(x.neg().exp()).div(2), "cosh");
        unary(table, Tensor::floor, "floor");
        unary(table, Tensor::ceil, "ceil");
        table.put("round", (x, a) -> {
            int decimals = a.integer(0, 0, "decimals");
            if (decimals == 0) return x.round();
            double scale = Math.pow(10, decimals);
            return x.mul(scale).round().div(scale);
        });
        unary(table, ElementOperations::truncated, "trunc", "fix");
        unary(table, x -> x.sub(truncated(x)), "frac");
        table.put("nan_to_num", (x, a) -> x.maskedFill(x.isNaN(), a.number(0, 0, "nan")));
        table.put("deg2rad", (x, a) -> x.mul(Math.PI / 180));
        table.put("rad2deg", (x, a) -> x.mul(180 / Math.PI));
    }

    private static Tensor truncated(Tensor x) {
        return Tensor.where(x.lt(0), x.ceil(), x.floor());
    }

    private static void activations(Map<String, Torch.Method> table) {
        unary(table, Tensor::sigmoid, "sigmoid", "expit");
        unary(table, Tensor::relu, "relu");
        unary(table, Tensor::gelu, "gelu");
        unary(table, x -> x.clamp(0, 6), "relu6");
        unary(table, x -> x.mul(x.sigmoid()), "silu", "swish");
        unary(table, x -> x.div(x.abs().add(1)), "softsign");
        unary(table, x -> x.sub(x.tanh()), "tanhshrink");
        unary(table, x -> softplus(x.neg()).neg(), "logsigmoid");
        table.put("softplus", (x, a) -> {
            double beta = a.number(0, 1, "beta");
            return softplus(x.mul(beta)).div(beta);
        });
        table.put("leaky_relu", (x, a) -> Tensor.where(x.gt(0), x, x.mul(a.number(0, 0.01, "negative_slope"))));
        table.put(
                "elu",
                (x, a) -> Tensor.where(x.gt(0), x, x.minimum(0.0).exp().sub(1).mul(a.number(0, 1, "alpha"))));
        table.put("hardtanh", (x, a) -> x.clamp(a.number(0, -1, "min_val"), a.number(1, 1, "max_val")));
        table.put("softmax", (x, a) -> x.softmax(a.integer(0, -1, "dim")));
        table.put("softmin", (x, a) -> x.neg().softmax(a.integer(0, -1, "dim")));
        table.put("log_softmax", (x, a) -> x.logSoftmax(a.integer(0, -1, "dim")));
        table.put("logit", (x, a) -> x.div(Tensor.scalar(1).sub(x)).log());
        table.put(
                "threshold",
                (x, a) -> Tensor.where(x.gt(a.number(0, 0, "threshold")), x, Torch.like(x, a.number(1, 0, "value"))));
        table.put("dropout", (x, a) -> {
            if (a.flag(1, true, "training") && a.number(0, 0.5, "p") > 0)
                throw new UnsupportedOperationException("random numbers of PyTorch");
            return x;
        });
    }

    private static Tensor softplus(Tensor x) {
        return dev.crema.tensor.op.Unary.SOFTPLUS.apply(x);
    }

    /// With a number as number, so that types are promoted as PyTorch does.
    private static void binary(Map<String, Torch.Method> table, String operator, String... names) {
        for (String name : names)
            table.put(name, (x, a) -> Operators.binary(operator, x, a.get(0, "other", "exponent", "vec2")));
    }

    private static void arithmetic(Map<String, Torch.Method> table) {
        table.put("add", (x, a) -> Operators.binary("+", x, scaled(a)));
        table.put("sub", (x, a) -> Operators.binary("-", x, scaled(a)));
        table.put("subtract", table.get("sub"));
        table.put("rsub", (x, a) -> Operators.binary("-", a.get(0, "other"), x));
        binary(table, "*", "mul", "multiply");
        binary(table, "//", "floor_divide");
        binary(table, "%", "remainder");
        binary(table, "**", "pow", "float_power");
        table.put("div", (x, a) -> {
            Object other = a.get(0, "other");
            Object mode = a.get(1, "rounding_mode");
            if ("floor".equals(mode)) return Operators.binary("//", x, other);
            Tensor quotient = Values.tensor(Operators.binary("/", x, other));
            if (!"trunc".equals(mode)) return quotient;
            return truncated(quotient)
                    .to(DType.promote(x.dtype(), Torch.like(x, other).dtype()));
        });
        table.put("divide", table.get("div"));
        table.put("true_divide", table.get("div"));
        table.put("fmod", (x, a) -> {
            Tensor other = Torch.like(x, a.get(0, "other"));
            return x.sub(truncated(x.div(other)).to(x.dtype()).mul(other));
        });
        both(table, Tensor::maximum, "maximum", "fmax");
        both(table, Tensor::minimum, "minimum", "fmin");
        table.put("clamp", (x, a) -> clamp(x, a.get(0, "min"), a.get(1, "max")));
        table.put("clip", table.get("clamp"));
        table.put("clamp_min", (x, a) -> clamp(x, a.get(0, "min"), null));
        table.put("clamp_max", (x, a) -> clamp(x, null, a.get(0, "max")));
        table.put("lerp", (x, a) -> x.add(a.tensor(0, "end").sub(x).mul(Torch.like(x, a.get(1, "weight")))));
        table.put(
                "addcmul",
                (x, a) ->
                        x.add(a.tensor(0, "tensor1").mul(a.tensor(1, "tensor2")).mul(a.number(2, 1, "value"))));
        table.put(
                "addcdiv",
                (x, a) ->
                        x.add(a.tensor(0, "tensor1").div(a.tensor(1, "tensor2")).mul(a.number(2, 1, "value"))));
        table.put("hypot", (x, a) -> x.pow(2).add(a.tensor(0, "other").pow(2)).sqrt());
    }

    /// `other · alpha`
    private static @Nullable Object scaled(Arguments a) {
        Object other = a.get(0, "other");
        Object alpha = a.get(-1, "alpha");
        return alpha == null ? other : Operators.binary("*", other, alpha);
    }

    private static void both(Map<String, Torch.Method> table, BinaryOperator<Tensor> operation, String... names) {
        for (String name : names) table.put(name, (x, a) -> operation.apply(x, Torch.like(x, a.get(0, "other"))));
    }

    private static Tensor clamp(Tensor x, @Nullable Object min, @Nullable Object max) {
        if (min instanceof Tensor || max instanceof Tensor) {
            Tensor bounded = min == null ? x : x.maximum(Torch.like(x, min));
            return max == null ? bounded : bounded.minimum(Torch.like(x, max));
        }
        if (min == null && max == null) throw new IllegalArgumentException("clamp: needs min or max");
        Number low = min == null ? (Number) Double.NEGATIVE_INFINITY : Values.number(min);
        Number high = max == null ? (Number) Double.POSITIVE_INFINITY : Values.number(max);
        if (x.dtype().isFloating()) return x.clamp(low, high);
        return min == null ? x.minimum(high) : max == null ? x.maximum(low) : x.clamp(low, high);
    }

    private static void comparisons(Map<String, Torch.Method> table) {
        binary(table, "==", "eq");
        binary(table, "!=", "ne", "not_equal");
        binary(table, "<", "lt", "less");
        binary(table, "<=", "le", "less_equal");
        binary(table, ">", "gt", "greater");
        binary(table, ">=", "ge", "greater_equal");
        both(table, (x, y) -> x.and(y), "logical_and");
        both(table, (x, y) -> x.or(y), "logical_or");
        both(table, (x, y) -> x.ne(0).ne(y.ne(0)), "logical_xor");
        table.put("bitwise_and", (x, a) -> Operators.binary("&", x, a.get(0, "other")));
        table.put("bitwise_or", (x, a) -> Operators.binary("|", x, a.get(0, "other")));
        table.put("bitwise_xor", (x, a) -> Operators.binary("^", x, a.get(0, "other")));
        unary(table, Tensor::not, "logical_not");
        table.put("bitwise_not", (x, a) -> Operators.unary("~", x));
        unary(table, Tensor::isNaN, "isnan");
        unary(table, Tensor::isFinite, "isfinite");
        unary(table, x -> x.isFinite().or(x.isNaN()).not(), "isinf");
        table.put("equal", (x, a) -> {
            Tensor y = a.tensor(0, "other");
            return x.shape().equals(y.shape()) && x.eq(y).all().item() != 0;
        });
        table.put("isclose", (x, a) -> close(x, a));
        table.put("allclose", (x, a) -> close(x, a).all().item() != 0);
    }

    private static Tensor close(Tensor x, Arguments a) {
        Tensor y = a.tensor(0, "other");
        Tensor bound = y.abs().mul(a.number(1, 1e-5, "rtol")).add(a.number(2, 1e-8, "atol"));
        return x.sub(y).abs().le(bound).or(x.eq(y));
    }

    private static void types(Map<String, Torch.Method> table) {
        unary(table, x -> x.to(DType.FLOAT32), "float");
        unary(table, x -> x.to(DType.FLOAT64), "double");
        unary(table, x -> x.to(DType.INT64), "long");
        unary(table, x -> x.to(DType.INT32), "int");
        unary(table, x -> x.to(DType.UINT8), "byte");
        unary(table, x -> x.to(DType.BOOL), "bool");
        table.put("to", (x, a) -> {
            Object to = a.get(0, "dtype", "other", "device");
            return to == null || to instanceof String ? x : x.to(to instanceof Tensor y ? y.dtype() : Values.dtype(to));
        });
        table.put("type", table.get("to"));
        table.put("type_as", (x, a) -> x.to(a.tensor(0, "other").dtype()));
        for (String name : new String[] {"cpu", "numpy", "contiguous"}) table.put(name, (x, a) -> x.contiguous());
        for (String name : new String[] {"clone", "copy"}) table.put(name, (x, a) -> x.copy());
        unary(table, Tensor::detach, "detach");
    }
}
