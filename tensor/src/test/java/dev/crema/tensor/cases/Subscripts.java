package dev.crema.tensor.cases;

import dev.crema.tensor.DType;
import dev.crema.tensor.Slice;
import dev.crema.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What stands between Python's brackets, given to `Tensor.at`.
final class Subscripts {
    /// `...`
    static final Object REST = "...";

    /// `from:to:step`
    record Range(
            @Nullable Object from,
            @Nullable Object to,
            @Nullable Object step) {
        Slice slice() {
            return new Slice(
                    bound(from),
                    bound(to),
                    step == null ? 1 : Values.number(step).intValue());
        }

        private static @Nullable Integer bound(@Nullable Object value) {
            return value == null ? null : (Integer) Values.number(value).intValue();
        }
    }

    private Subscripts() {}

    static @Nullable Object at(@Nullable Object whole, List<@Nullable Object> subscript) {
        if (whole instanceof Tensor x) return x.at(index(subscript));
        List<?> parts = Values.parts(java.util.Objects.requireNonNull(whole));
        if (subscript.getFirst() instanceof Range range) {
            Slice slice = range.slice();
            int from = slice.start() == null ? 0 : Math.floorMod(slice.start(), parts.size());
            int to = slice.end() == null ? parts.size() : slice.end() < 0 ? slice.end() + parts.size() : slice.end();
            return parts.subList(from, Math.min(to, parts.size()));
        }
        int position = Values.number(subscript.getFirst()).intValue();
        return parts.get(position < 0 ? position + parts.size() : position);
    }

    /// `x[…] = value`
    static void assign(Tensor x, List<@Nullable Object> subscript, @Nullable Object value) {
        Object[] index = index(subscript);
        if (index.length == 1 && index[0] instanceof Tensor mask && mask.dtype() == DType.BOOL) {
            Tensor wide = mask;
            while (wide.dim() < x.dim()) wide = wide.unsqueeze(-1);
            x.assign(Tensor.where(wide, Values.tensor(value).to(x.dtype()), x.copy()));
        } else if (value instanceof Number number) x.at(index).assign(number);
        else x.at(index).assign(Values.tensor(value));
    }

    private static Object[] index(List<@Nullable Object> subscript) {
        return subscript.stream().map(Subscripts::item).toArray();
    }

    private static Object item(@Nullable Object item) {
        return switch (item) {
            case null -> "None";
            case Range range -> range.slice();
            case Long position -> Math.toIntExact(position);
            case List<?> list -> Values.tensor(list);
            case Tensor x when x.dim() == 0 && x.dtype() != DType.BOOL -> x.itemInt();
            default -> item;
        };
    }
}
