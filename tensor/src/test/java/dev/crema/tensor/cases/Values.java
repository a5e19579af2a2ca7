package dev.crema.tensor.cases;

import dev.crema.tensor.DType;
import dev.crema.tensor.Indexed;
import dev.crema.tensor.Shape;
import dev.crema.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Python's values as Java's: numbers are `Long` and `Double`, lists and tuples are `List`, None is null.
final class Values {
    private Values() {}

    static Number number(@Nullable Object value) {
        if (value instanceof Number number) return number;
        if (value instanceof Boolean flag) return flag ? 1L : 0L;
        if (value instanceof Tensor x) return x.dtype().isFloating() ? (Number) x.item() : (Number) x.toLongs()[0];
        if (value instanceof String text)
            return Double.valueOf(text.replace("inf", "Infinity").replace("nan", "NaN"));
        throw new IllegalArgumentException("not a number: " + value);
    }

    static boolean truth(@Nullable Object value) {
        if (value instanceof Boolean flag) return flag;
        if (value instanceof List<?> list) return !list.isEmpty();
        return value != null && number(value).doubleValue() != 0;
    }

    static Tensor tensor(@Nullable Object value) {
        if (value instanceof Tensor x) return x;
        if (value instanceof Boolean flag) return Tensor.of(flag.booleanValue()).view();
        if (value instanceof Number number) return Tensor.scalar(number);
        if (value instanceof List<?> list) {
            if (list.stream().anyMatch(Tensor.class::isInstance))
                return Tensor.stack(0, list.stream().map(Values::tensor).toArray(Tensor[]::new));
            return Tensor.of(list);
        }
        throw new IllegalArgumentException("not a tensor: " + value);
    }

    static Tensor[] tensors(@Nullable Object list) {
        if (list instanceof List<?> tensors)
            return tensors.stream().map(Values::tensor).toArray(Tensor[]::new);
        if (list instanceof Tensor x) {
            Tensor[] rows = new Tensor[x.size(0)];
            Arrays.setAll(rows, x::at);
            return rows;
        }
        throw new IllegalArgumentException("not a list of tensors: " + list);
    }

    static int[] ints(@Nullable Object value) {
        if (value instanceof List<?> list)
            return list.stream()
                    .mapToInt(each -> Math.toIntExact(number(each).longValue()))
                    .toArray();
        if (value instanceof Tensor x && x.dim() > 0) return x.toInts();
        return new int[] {Math.toIntExact(number(value).longValue())};
    }

    static List<Long> list(Shape shape) {
        return Arrays.stream(shape.toInts()).mapToObj(Long::valueOf).toList();
    }

    /// What can be counted and unpacked: tuples, lists, pairs of values and indices.
    static List<?> parts(Object value) {
        if (value instanceof List<?> list) return list;
        if (value instanceof Indexed both) return List.of(both.values(), both.indices());
        if (value instanceof Tensor x) return List.of((Object[]) tensors(x));
        throw new IllegalArgumentException("cannot take apart: " + value);
    }

    static DType dtype(Object name) {
        if (name instanceof DType dtype) return dtype;
        return switch (String.valueOf(name).replace("torch.", "")) {
            case "float32", "float", "FloatTensor" -> DType.FLOAT32;
            case "float64", "double", "DoubleTensor" -> DType.FLOAT64;
            case "int64", "long", "LongTensor", "int" -> DType.INT64;
            case "int32", "IntTensor" -> DType.INT32;
            case "uint8", "ByteTensor" -> DType.UINT8;
            case "bool", "BoolTensor" -> DType.BOOL;
            default -> throw new UnsupportedOperationException("no type " + name);
        };
    }

    /// An array of a case: `{"shape", "dtype", "data"}`; other values stay.
    static @Nullable Object fromJson(@Nullable Object json) {
        if (!(json instanceof Map<?, ?> array) || !(array.get("data") instanceof List<?> data)) return json;
        DType dtype = dtype(String.valueOf(array.get("dtype")));
        int[] sizes = ints(array.get("shape"));
        if (dtype.isFloating())
            return Tensor.of(dtype, data.stream().mapToDouble(Values::decimal).toArray())
                    .view(sizes);
        return Tensor.of(
                        dtype,
                        data.stream()
                                .mapToLong(each -> number(each).longValue())
                                .toArray())
                .view(sizes);
    }

    /// float32 numbers are the shortest decimals that `Float.parseFloat` reads back; via double they come out the
    /// same.
    static double decimal(@Nullable Object json) {
        return json instanceof String text
                ? Double.parseDouble(text)
                : number(json).doubleValue();
    }
}
