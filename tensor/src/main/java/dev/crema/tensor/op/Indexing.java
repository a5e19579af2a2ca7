package dev.crema.tensor.op;

import dev.crema.tensor.DType;
import dev.crema.tensor.Slice;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.layout.Layout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What stands between PyTorch's brackets.
public final class Indexing {
    private static final Map<String, List<Item>> PARSED = new ConcurrentHashMap<>();
    /// A loop may write a new string each time: so many are remembered.
    private static final int MOST_PARSED = 1000;

    private Indexing() {}

    private sealed interface Item {}

    private record Position(int index) implements Item {}

    private record Range(Slice slice) implements Item {}

    private record Rest() implements Item {}

    private record NewDimension() implements Item {}

    /// @param added whether they are of a dimension of size 1 that is not there yet, as for a mask of no dimensions
    private record Positions(Tensor indices, boolean added) implements Item {
        Positions(Tensor indices) {
            this(indices, false);
        }
    }

    private record Mask(Tensor mask) implements Item {}

    /// The elements that an index names: a view, or a copy where a mask or a list is involved.
    public static Tensor at(Tensor x, Object... index) {
        if (index.length == 1 && index[0] instanceof Integer position && x.dim() > 0)
            return View.select(x, 0, checked(position, x.layout(), 0));
        List<Item> items = new ArrayList<>();
        for (Object part : index) items.addAll(items(part));
        boolean copies = items.stream().anyMatch(item -> item instanceof Positions || item instanceof Mask);
        List<Item> complete = complete(items, x.layout());
        List<Item> cuts = complete.stream()
                .map(item ->
                        item instanceof Positions || item instanceof Mask ? new Range(new Slice(null, null, 1)) : item)
                .toList();
        if (!copies) return View.part(x, "at", layout -> cut(layout, cuts));
        return picked(x, complete);
    }

    private static List<Item> items(Object part) {
        return switch (part) {
            case Integer position -> List.of(new Position(position));
            case Slice slice -> List.of(new Range(slice));
            case String text -> parsed(text);
            case int[] positions -> List.of(new Positions(Tensor.of(positions)));
            case long[] positions -> List.of(new Positions(Tensor.of(positions)));
            case boolean[] flags -> List.of(new Mask(Tensor.of(flags)));
            case List<?> list when !list.isEmpty() && !(list.getFirst() instanceof String) -> items(Tensor.of(list));
            case Tensor tensor when tensor.dtype() == DType.BOOL -> List.of(new Mask(tensor));
            case Tensor tensor
            when tensor.dim() == 0 && isWhole(tensor) -> List.of(new Position(Math.toIntExact(tensor.toLongs()[0])));
            case Tensor tensor when isWhole(tensor) -> List.of(new Positions(tensor));
            case null, default ->
                throw new IllegalArgumentException("at: cannot index with "
                        + (part == null
                                ? "null"
                                : part instanceof Tensor t
                                        ? "a " + t.dtype() + " tensor"
                                        : part.getClass().getSimpleName() + " " + part)
                        + "; use int, a string such as \"1:\", Slice.of(lo, hi), int[], or a bool or int64 tensor");
        };
    }

    private static boolean isWhole(Tensor tensor) {
        return tensor.dtype() == DType.INT64 || tensor.dtype() == DType.INT32;
    }

    // ---- reading the string ----

    private static List<Item> parsed(String text) {
        @Nullable List<Item> known = PARSED.get(text);
        if (known != null) return known;
        List<Item> items = parse(text);
        if (PARSED.size() < MOST_PARSED) PARSED.put(text, items);
        return items;
    }

    private static List<Item> parse(String text) {
        List<Item> items = new ArrayList<>();
        int start = 0;
        for (String word : text.split(",", -1)) {
            items.add(parseWord(text, word, start));
            start += word.length() + 1;
        }
        return List.copyOf(items);
    }

    private static Item parseWord(String text, String word, int start) {
        String stripped = word.strip();
        if (stripped.equals("...")) return new Rest();
        if (stripped.equals("None")) return new NewDimension();
        String[] bounds = stripped.split(":", -1);
        if (stripped.isEmpty() || bounds.length > 3) throw unreadable(text, stripped, start);
        if (bounds.length == 1) return new Position(number(text, stripped, start));
        @Nullable Integer from = bounds[0].isBlank() ? null : number(text, bounds[0], start);
        @Nullable Integer to = bounds[1].isBlank() ? null : number(text, bounds[1], start);
        int step = bounds.length < 3 || bounds[2].isBlank() ? 1 : number(text, bounds[2], start);
        return new Range(new Slice(from, to, step));
    }

    private static int number(String text, String digits, int start) {
        try {
            return Integer.parseInt(digits.strip());
        } catch (NumberFormatException notANumber) {
            throw unreadable(text, digits.strip(), start);
        }
    }

    private static IllegalArgumentException unreadable(String text, String word, int start) {
        return new IllegalArgumentException("at: cannot read \"" + word + "\" at position " + start + " of \"" + text
                + "\"; write what stands between PyTorch's brackets, such as \"1:\", \"::2, 0\", \"..., -1\"");
    }

    // ---- what the index means for a layout ----

    /// One item for each dimension: `...` unfolded, missing ones at the end added.
    private static List<Item> complete(List<Item> items, Layout layout) {
        int used = 0;
        int rests = 0;
        for (Item item : items) {
            if (item instanceof Mask(Tensor mask)) used += mask.dim();
            else if (item instanceof Rest) rests++;
            else if (!(item instanceof NewDimension)) used++;
        }
        if (used > layout.dim() || rests > 1)
            throw new IndexOutOfBoundsException(
                    rests > 1
                            ? "at: an index can have only one \"...\""
                            : "at: " + used + " indices for a tensor of " + layout.dim() + " dimensions (shape "
                                    + layout + ")");
        List<Item> complete = new ArrayList<>();
        for (Item item : items) {
            if (item instanceof Rest) addAll(complete, layout.dim() - used);
            else complete.add(item);
        }
        if (rests == 0) addAll(complete, layout.dim() - used);
        return complete;
    }

    private static void addAll(List<Item> items, int count) {
        for (int i = 0; i < count; i++) items.add(new Range(new Slice(null, null, 1)));
    }

    private static Layout cut(Layout layout, List<Item> items) {
        Layout cut = layout;
        int d = 0;
        for (Item item : items) {
            switch (item) {
                case Position(int index) -> cut = cut.select(d, checked(index, cut, d));
                case Range(Slice slice) -> {
                    int size = cut.size(d);
                    int from = bound(slice.start(), 0, size);
                    int to = bound(slice.end(), size, size);
                    int length = Math.max(0, Math.ceilDiv(to - from, slice.step()));
                    cut = cut.slice(d++, from, length, slice.step());
                }
                case NewDimension _ -> cut = cut.unsqueeze(d++);
                case Rest _, Positions _, Mask _ -> throw new IllegalStateException("not a view: " + item);
            }
        }
        return cut;
    }

    /// Bounds outside are moved to the edge, as in Python.
    private static int bound(@Nullable Integer bound, int missing, int size) {
        if (bound == null) return missing;
        return Math.clamp(bound < 0 ? bound + (long) size : bound, 0, size);
    }

    private static int checked(int index, Layout layout, int d) {
        int size = layout.size(d);
        if (index < -size || index >= size)
            throw new IndexOutOfBoundsException("at: index " + index + " is outside " + -size + " to " + (size - 1)
                    + " of dimension " + d + " (shape " + layout + ")");
        return index < 0 ? index + size : index;
    }

    // ---- masks and lists ----

    private static Tensor picked(Tensor x, List<Item> items) {
        if (items.get(0) instanceof Mask(Tensor mask)
                && items.subList(1, items.size()).stream()
                        .allMatch(item -> item.equals(new Range(new Slice(null, null, 1)))))
            return Picking.select(x, mask).asIndexedCopy();
        List<Item> views = new ArrayList<>();
        List<Tensor> lists = new ArrayList<>();
        List<Integer> dims = new ArrayList<>();
        int d = 0;
        for (Item item : unmasked(items, x.layout())) {
            if (item instanceof Positions(Tensor indices, boolean added)) {
                lists.add(indices);
                dims.add(d);
                views.add(added ? new NewDimension() : new Range(new Slice(null, null, 1)));
            } else views.add(item);
            if (!(item instanceof Position)) d++;
        }
        Tensor view = View.part(x, "at", layout -> cut(layout, views));
        return (lists.size() == 1 ? oneList(view, dims.get(0), lists.get(0)) : manyLists(view, dims, lists))
                .asIndexedCopy();
    }

    /// Masks written as what they mean: for each of their dimensions the positions of what is true.
    private static List<Item> unmasked(List<Item> items, Layout layout) {
        List<Item> lists = new ArrayList<>();
        int d = 0;
        for (Item item : items) {
            if (item instanceof Mask(Tensor mask)) {
                addPositions(lists, mask, layout, d);
                d += mask.dim();
                continue;
            }
            lists.add(item);
            if (!(item instanceof NewDimension)) d++;
        }
        return lists;
    }

    private static void addPositions(List<Item> into, Tensor mask, Layout layout, int first) {
        int[] sizes = mask.layout().sizes();
        if (!Arrays.equals(sizes, Arrays.copyOfRange(layout.sizes(), first, first + sizes.length)))
            throw new IllegalArgumentException("at: a mask of shape " + mask.layout() + " does not fit " + layout
                    + " from dimension " + first + " on; it must have the sizes of the dimensions that it stands for");
        int[] flags = mask.toInts();
        if (sizes.length == 0) into.add(new Positions(Tensor.of(new long[flags[0]]), true));
        int[] hits = IntStream.range(0, flags.length).filter(i -> flags[i] != 0).toArray();
        int below = flags.length;
        for (int size : sizes) {
            int step = below / Math.max(1, size);
            into.add(new Positions(Tensor.of(IntStream.of(hits)
                    .map(i -> i / Math.max(1, step) % Math.max(1, size))
                    .toArray())));
            below = step;
        }
    }

    /// One list of positions, of any sizes, which take the place of the dimension.
    private static Tensor oneList(Tensor x, int d, Tensor indices) {
        Tensor flat = Picking.indexSelect(x, d, fromFront(indices.reshape(-1), x.size(d), x.layout()));
        if (indices.dim() == 1) return flat;
        return flat.view(replaced(x.layout().sizes(), d, 1, indices.layout().sizes()));
    }

    /// Lists are read together: element i of each names one position. What they name takes the place of their
    /// dimensions, or comes first if these are not neighbours.
    private static Tensor manyLists(Tensor x, List<Integer> dims, List<Tensor> lists) {
        int count = dims.size();
        int first = dims.get(0);
        if (dims.get(count - 1) - first != count - 1) {
            List<Integer> inFront = IntStream.range(0, count).boxed().toList();
            return manyLists(x.permute(withInFront(x.dim(), dims)), inFront, lists);
        }
        int positions = 1;
        Tensor position = Tensor.scalar(0);
        for (int i = 0; i < count; i++) {
            int size = x.size(first + i);
            positions = Math.multiplyExact(positions, size);
            position = position.mul(size).add(fromFront(lists.get(i), size, x.layout()));
        }
        int[] merged = replaced(x.layout().sizes(), first, count, positions);
        return oneList(x.reshape(merged), first, position);
    }

    /// All dimensions, those of a list first.
    private static int[] withInFront(int rank, List<Integer> dims) {
        IntStream others = IntStream.range(0, rank).filter(d -> !dims.contains(d));
        return IntStream.concat(dims.stream().mapToInt(Integer::intValue), others)
                .toArray();
    }

    private static Tensor fromFront(Tensor indices, int size, Layout layout) {
        long[] values = indices.reshape(-1).toLongs();
        for (int i = 0; i < values.length; i++) {
            if (values[i] < -size || values[i] >= size)
                throw new IndexOutOfBoundsException("at: index " + values[i] + " is outside " + -size + " to "
                        + (size - 1) + " (shape " + layout + ")");
            if (values[i] < 0) values[i] += size;
        }
        return Tensor.of(values).view(indices.layout().sizes());
    }

    private static int[] replaced(int[] sizes, int d, int count, int... by) {
        int[] result = Arrays.copyOf(sizes, sizes.length - count + by.length);
        System.arraycopy(by, 0, result, d, by.length);
        System.arraycopy(sizes, d + count, result, d + by.length, sizes.length - d - count);
        return result;
    }
}
