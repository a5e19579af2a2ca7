package dev.crema.tensor.cases;

import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Operations that change shapes, and those that pick elements.
final class ShapeOperations {
    private static final String[] DIM = {"dim", "axis"};

    private ShapeOperations() {}

    static void into(Map<String, Torch.Method> table) {
        views(table);
        parts(table);
        picks(table);
        scatters(table);
    }

    private static void views(Map<String, Torch.Method> table) {
        table.put(
                "view",
                (x, a) -> a.get(0, "size") instanceof Torch.Name dtype
                        ? x.to(Values.dtype(dtype))
                        : x.view(a.sizes(0, "size", "shape")));
        table.put("view_as", (x, a) -> x.viewAs(a.tensor(0, "other")));
        table.put("reshape", (x, a) -> x.reshape(a.sizes(0, "shape", "size")));
        table.put("reshape_as", (x, a) -> x.reshape(a.tensor(0, "other").shape().toInts()));
        table.put("flatten", (x, a) -> x.flatten(a.integer(0, 0, "start_dim"), a.integer(1, -1, "end_dim")));
        table.put("ravel", (x, a) -> x.flatten());
        table.put("permute", (x, a) -> x.permute(a.sizes(0, "dims")));
        for (String name : new String[] {"transpose", "swapaxes", "swapdims"})
            table.put(name, (x, a) -> x.transpose(a.integer(0, 0, "dim0", "axis0"), a.integer(1, 1, "dim1", "axis1")));
        table.put("t", (x, a) -> x.t());
        table.put("adjoint", (x, a) -> x.transpose(-2, -1));
        table.put("movedim", (x, a) -> moved(x, a.dims(0, "source"), a.dims(1, "destination")));
        table.put("moveaxis", table.get("movedim"));
        table.put("squeeze", (x, a) -> a.has(0, DIM) ? squeezed(x, a.dims(0, DIM)) : x.squeeze());
        table.put("unsqueeze", (x, a) -> x.unsqueeze(a.integer(0, 0, DIM)));
        table.put("expand", (x, a) -> x.expand(a.sizes(0, "size")));
        table.put("broadcast_to", table.get("expand"));
        table.put("expand_as", (x, a) -> x.expandAs(a.tensor(0, "other")));
        table.put("repeat", (x, a) -> x.repeat(a.sizes(0, "repeats")));
        table.put("tile", (x, a) -> {
            int[] times = a.sizes(0, "dims", "reps");
            int[] all = new int[Math.max(times.length, x.dim())];
            Arrays.fill(all, 1);
            System.arraycopy(times, 0, all, all.length - times.length, times.length);
            return x.repeat(all);
        });
        table.put("repeat_interleave", (x, a) -> {
            Tensor source = a.has(1, DIM) ? x : x.flatten();
            int dim = a.integer(1, 0, DIM);
            int[] positions = new int[source.size(dim)];
            Arrays.setAll(positions, i -> i);
            int[] times = Values.ints(a.get(0, "repeats"));
            int[] picked = Arrays.stream(positions)
                    .flatMap(i -> java.util.stream.IntStream.generate(() -> i).limit(times[times.length == 1 ? 0 : i]))
                    .toArray();
            return source.indexSelect(dim, Tensor.of(picked));
        });
    }

    private static Tensor squeezed(Tensor x, int... dims) {
        int[] positive =
                Arrays.stream(dims).map(d -> d < 0 ? d + x.dim() : d).sorted().toArray();
        if (dims.length == 1) return x.squeeze(dims[0]);
        Tensor result = x;
        for (int i = positive.length - 1; i >= 0; i--) result = result.squeeze(positive[i]);
        return result;
    }

    private static Tensor moved(Tensor x, int[] from, int[] to) {
        Integer[] order = new Integer[x.dim()];
        for (int i = 0; i < from.length; i++) order[Math.floorMod(to[i], x.dim())] = Math.floorMod(from[i], x.dim());
        int next = 0;
        for (int d = 0; d < order.length; d++) {
            if (order[d] != null) continue;
            while (contains(from, next, x.dim())) next++;
            order[d] = next++;
        }
        return x.permute(Arrays.stream(order).mapToInt(Integer::intValue).toArray());
    }

    private static boolean contains(int[] dims, int dim, int rank) {
        return Arrays.stream(dims).anyMatch(d -> Math.floorMod(d, rank) == dim);
    }

    private static void parts(Map<String, Torch.Method> table) {
        table.put(
                "narrow",
                (x, a) -> x.narrow(a.integer(0, 0, "dim"), a.integer(1, 0, "start"), a.integer(2, 1, "length")));
        table.put("select", (x, a) -> {
            int dim = a.integer(0, 0, "dim");
            int index = a.integer(1, 0, "index");
            return x.narrow(dim, index < 0 ? index + x.size(dim) : index, 1).squeeze(dim);
        });
        table.put("split", (x, a) -> {
            int dim = a.integer(1, 0, DIM);
            if (!(a.get(0, "split_size", "split_size_or_sections") instanceof List<?> sizes))
                return x.split(a.integer(0, 1, "split_size", "split_size_or_sections"), dim);
            List<Tensor> parts = new ArrayList<>();
            int start = 0;
            for (int size : Values.ints(sizes)) {
                parts.add(x.narrow(dim, start, size));
                start += size;
            }
            return parts;
        });
        table.put("chunk", (x, a) -> x.chunk(a.integer(0, 1, "chunks"), a.integer(1, 0, DIM)));
        table.put("unbind", (x, a) -> {
            int dim = a.integer(0, 0, DIM);
            return x.split(1, dim).stream().map(part -> part.squeeze(dim)).toList();
        });
        table.put("flip", (x, a) -> {
            Tensor result = x;
            for (int dim : a.sizes(0, "dims")) {
                if (x.dim() == 0) continue;
                int n = x.size(dim);
                int[] back = new int[n];
                Arrays.setAll(back, i -> n - 1 - i);
                result = result.indexSelect(dim, Tensor.of(back));
            }
            return result;
        });
        table.put("fliplr", (x, a) -> Torch.call(new Torch.Name(x, "flip"), new Arguments(List.of(1L), Map.of())));
        table.put("flipud", (x, a) -> Torch.call(new Torch.Name(x, "flip"), new Arguments(List.of(0L), Map.of())));
        table.put("roll", (x, a) -> {
            int[] shifts = a.dims(0, "shifts");
            int[] dims = a.dims(1, "dims");
            if (dims.length == 0)
                return rolled(x.flatten(), 0, shifts[0]).reshape(x.shape().toInts());
            Tensor result = x;
            for (int i = 0; i < dims.length; i++) result = rolled(result, dims[i], shifts[i]);
            return result;
        });
        table.put(
                "tril",
                (x, a) -> x.mul(triangle(x, a.integer(0, 0, "diagonal"), true).to(x.dtype())));
        table.put(
                "triu",
                (x, a) -> x.mul(triangle(x, a.integer(0, 0, "diagonal"), false).to(x.dtype())));
    }

    private static Tensor rolled(Tensor x, int dim, int shift) {
        int n = x.size(dim);
        int[] order = new int[n];
        Arrays.setAll(order, i -> Math.floorMod(i - shift, n));
        return x.indexSelect(dim, Tensor.of(order));
    }

    private static Tensor triangle(Tensor x, int diagonal, boolean lower) {
        Tensor distance =
                Tensor.arange(x.size(-1)).sub(Tensor.arange(x.size(-2)).unsqueeze(1));
        return lower ? distance.le(diagonal) : distance.ge(diagonal);
    }

    private static void picks(Map<String, Torch.Method> table) {
        table.put("gather", (x, a) -> x.gather(a.integer(0, 0, DIM), a.tensor(1, "index")));
        table.put(
                "take_along_dim",
                (x, a) -> a.has(1, DIM)
                        ? x.gather(a.integer(1, 0, DIM), a.tensor(0, "indices"))
                        : x.flatten().gather(0, a.tensor(0, "indices").flatten()));
        table.put("index_select", (x, a) -> x.indexSelect(a.integer(0, 0, DIM), a.tensor(1, "index")));
        table.put("take", (x, a) -> {
            Tensor index = a.tensor(0, "index");
            return x.flatten()
                    .indexSelect(0, index.flatten())
                    .reshape(index.shape().toInts());
        });
        table.put("masked_select", (x, a) -> {
            Tensor mask = a.tensor(0, "mask");
            Tensor both = mask.to(x.dtype()).mul(0).add(x.detach().mul(0));
            return x.expandAs(both).at(mask.expandAs(both));
        });
        table.put("masked_fill", (x, a) -> x.maskedFill(a.tensor(0, "mask"), Values.number(a.get(1, "value"))));
        table.put("where", (x, a) -> Tensor.where(a.tensor(0, "condition"), x, Torch.like(x, a.get(1, "other"))));
        table.put("nonzero", (x, a) -> nonzero(x, a.flag(0, false, "as_tuple")));
        table.put("argwhere", (x, a) -> nonzero(x, false));
        table.put("one_hot", (x, a) -> {
            int classes = a.integer(0, -1, "num_classes");
            return x.oneHot(classes < 0 ? 1 + x.max().itemInt() : classes);
        });
        table.put("diagonal", (x, a) -> {
            if (a.integer(0, 0, "offset") != 0) throw new UnsupportedOperationException("diagonal beside the main one");
            return x.diag();
        });
        table.put("diag", (x, a) -> {
            if (a.integer(0, 0, "diagonal") != 0) throw new UnsupportedOperationException("diag beside the main one");
            return x.diag();
        });
        table.put("diagflat", (x, a) -> x.flatten().diag());
        table.put(
                "diag_embed",
                (x, a) -> x.unsqueeze(-1).mul(Tensor.eye(x.size(-1)).to(x.dtype())));
    }

    private static Object nonzero(Tensor x, boolean asTuple) {
        List<long[]> found = new ArrayList<>();
        double[] values = x.toDoubles();
        int[] sizes = x.shape().toInts();
        for (int i = 0; i < values.length; i++) {
            if (values[i] == 0) continue;
            long[] at = new long[sizes.length];
            for (int d = sizes.length - 1, rest = i; d >= 0; rest /= sizes[d--]) at[d] = rest % sizes[d];
            found.add(at);
        }
        Tensor positions = Tensor.of(
                        found.stream().flatMapToLong(Arrays::stream).toArray())
                .view(found.size(), sizes.length);
        if (!asTuple) return positions;
        List<Tensor> columns = new ArrayList<>();
        for (int d = 0; d < sizes.length; d++) columns.add(positions.at(":", d).contiguous());
        return columns;
    }

    private static void scatters(Map<String, Torch.Method> table) {
        table.put("scatter", (x, a) -> scattered(x, a, false));
        table.put("scatter_add", (x, a) -> scattered(x, a, true));
        table.put("index_fill", (x, a) -> {
            Tensor hit = a.tensor(1, "index")
                    .oneHot(x.size(a.integer(0, 0, "dim")))
                    .sum(0)
                    .gt(0);
            return x.maskedFill(along(hit, x, a.integer(0, 0, "dim")), Values.number(a.get(2, "value")));
        });
        table.put("index_add", (x, a) -> {
            int dim = a.integer(0, 0, "dim");
            Tensor rows = a.tensor(1, "index").oneHot(x.size(dim)).to(x.dtype()); // [index, size]
            Tensor added = a.tensor(2, "source").transpose(dim, -1).matmul(rows).transpose(dim, -1);
            return x.add(added.mul(a.number(3, 1, "alpha")));
        });
    }

    private static Tensor along(Tensor flags, Tensor x, int dim) {
        int[] sizes = new int[x.dim()];
        Arrays.fill(sizes, 1);
        sizes[Math.floorMod(dim, x.dim())] = flags.size(0);
        return flags.view(sizes);
    }

    private static Tensor scattered(Tensor x, Arguments a, boolean adds) {
        int dim = Math.floorMod(a.integer(0, 0, "dim"), x.dim());
        Tensor index = a.tensor(1, "index");
        Tensor source = Torch.like(x, a.get(2, "src", "value")).expandAs(index);
        boolean add = adds || "add".equals(a.get(3, "reduce"));
        if (x.requiresGrad() || source.requiresGrad()) throw new UnsupportedOperationException("gradient of scatter");
        Tensor out = x.copy();
        int[] sizes = index.shape().toInts();
        long[] targets = index.toLongs();
        for (int i = 0; i < targets.length; i++) {
            Object[] from = new Object[sizes.length];
            for (int d = sizes.length - 1, rest = i; d >= 0; rest /= sizes[d--]) from[d] = rest % sizes[d];
            Object[] to = from.clone();
            to[dim] = (int) targets[i];
            @Nullable Tensor place = out.at(to);
            place.assign(add ? place.add(source.at(from)) : source.at(from));
        }
        return out.to(x.dtype() == DType.BOOL ? DType.BOOL : x.dtype());
    }
}
