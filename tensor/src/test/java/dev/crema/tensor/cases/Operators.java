package dev.crema.tensor.cases;

import dev.crema.tensor.DType;
import dev.crema.tensor.Indexed;
import dev.crema.tensor.Shape;
import dev.crema.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Python's operators on tensors and numbers.
final class Operators {
    private Operators() {}

    static Object unary(String sign, @Nullable Object value) {
        if (value instanceof Tensor x)
            return switch (sign) {
                case "-" -> x.neg();
                case "~" -> x.dtype() == DType.BOOL ? x.not() : x.neg().sub(1);
                default -> x;
            };
        Number number = Values.number(value);
        if (sign.equals("~")) return ~number.longValue();
        if (sign.equals("+")) return number;
        return number instanceof Long whole ? (Object) (-whole) : (Object) (-number.doubleValue());
    }

    static Object binary(String operator, @Nullable Object left, @Nullable Object right) {
        if (left instanceof Tensor || right instanceof Tensor) {
            if (left instanceof Tensor a) return tensors(operator, a, right);
            return reversed(operator, Objects.requireNonNull(left), (Tensor) Objects.requireNonNull(right));
        }
        if (left instanceof Number || left instanceof Boolean)
            if (right instanceof Number || right instanceof Boolean)
                return numbers(operator, Values.number(left), Values.number(right));
        if (left instanceof List<?> a && right instanceof List<?> b && operator.equals("+")) {
            List<Object> both = new ArrayList<>(a);
            both.addAll(b);
            return both;
        }
        return switch (operator) {
            case "==" -> same(left, right);
            case "!=" -> !same(left, right);
            default -> throw new UnsupportedOperationException(left + " " + operator + " " + right);
        };
    }

    private static boolean same(@Nullable Object left, @Nullable Object right) {
        return Objects.equals(plain(left), plain(right));
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return value instanceof Shape shape
                ? Values.list(shape)
                : value instanceof Torch.Name name ? Values.dtype(name.name()) : value;
    }

    private static Object tensors(String operator, Tensor a, @Nullable Object right) {
        if (right instanceof Indexed || right == null)
            throw new UnsupportedOperationException(operator + " with " + right);
        if (right instanceof Number n)
            return switch (operator) {
                case "+" -> a.add(n);
                case "-" -> a.sub(n);
                case "*" -> a.mul(n);
                case "/" -> a.div(n);
                case "//" -> a.floorDiv(n);
                case "%" -> a.remainder(n);
                case "**" -> a.pow(n);
                case "==" -> a.eq(n);
                case "!=" -> a.ne(n);
                case "<" -> a.lt(n);
                case "<=" -> a.le(n);
                case ">" -> a.gt(n);
                case ">=" -> a.ge(n);
                default -> tensors(operator, a, Values.tensor(n));
            };
        Tensor b = Values.tensor(right);
        return switch (operator) {
            case "+" -> a.add(b);
            case "-" -> a.sub(b);
            case "*" -> a.mul(b);
            case "/" -> a.div(b);
            case "//" -> a.floorDiv(b);
            case "%" -> a.remainder(b);
            case "**" -> a.pow(b);
            case "@" -> a.matmul(b);
            case "==" -> a.eq(b);
            case "!=" -> a.ne(b);
            case "<" -> a.lt(b);
            case "<=" -> a.le(b);
            case ">" -> a.gt(b);
            case ">=" -> a.ge(b);
            case "&" -> logical(operator, a, b).and(b);
            case "|" -> logical(operator, a, b).or(b);
            case "^" -> logical(operator, a, b).ne(b);
            default -> throw new UnsupportedOperationException("the operator " + operator);
        };
    }

    private static Tensor logical(String operator, Tensor a, Tensor b) {
        if (a.dtype() != DType.BOOL || b.dtype() != DType.BOOL)
            throw new UnsupportedOperationException(operator + " on the bits of " + a.dtype() + " and " + b.dtype());
        return a;
    }

    private static Object reversed(String operator, Object left, Tensor b) {
        boolean number = left instanceof Number;
        if (number && operator.equals("+")) return b.add((Number) left);
        if (number && operator.equals("*")) return b.mul((Number) left);
        if (number && operator.equals("**") && !b.dtype().isFloating() && left instanceof Double)
            return Values.tensor(left).pow(b.to(DType.FLOAT32));
        return tensors(operator, Values.tensor(left), b);
    }

    private static Object numbers(String operator, Number a, Number b) {
        boolean whole = a instanceof Long && b instanceof Long;
        double x = a.doubleValue();
        double y = b.doubleValue();
        return switch (operator) {
            case "+" -> whole ? (Object) (a.longValue() + b.longValue()) : (Object) (x + y);
            case "-" -> whole ? (Object) (a.longValue() - b.longValue()) : (Object) (x - y);
            case "*" -> whole ? (Object) (a.longValue() * b.longValue()) : (Object) (x * y);
            case "/" -> x / y;
            case "//" -> whole ? (Object) Math.floorDiv(a.longValue(), b.longValue()) : (Object) Math.floor(x / y);
            case "%" ->
                whole ? (Object) Math.floorMod(a.longValue(), b.longValue()) : (Object) (x - y * Math.floor(x / y));
            case "**" -> whole && y >= 0 ? (Object) (long) Math.pow(x, y) : (Object) Math.pow(x, y);
            case "==" -> x == y;
            case "!=" -> x != y;
            case "<" -> x < y;
            case "<=" -> x <= y;
            case ">" -> x > y;
            case ">=" -> x >= y;
            default -> throw new UnsupportedOperationException("the operator " + operator);
        };
    }
}
