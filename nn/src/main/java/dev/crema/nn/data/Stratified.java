package dev.crema.nn.data;

import dev.crema.tensor.Generator;
import dev.crema.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Parts that have the same mixture of classes.
final class Stratified {
    private static final double CLOSE = 1e-6;

    private Stratified() {}

    static List<Dataset> split(Dataset data, double... shares) {
        if (DoubleStream.of(shares).anyMatch(share -> !(share > 0))
                || Math.abs(DoubleStream.of(shares).sum() - 1) > CLOSE)
            throw new IllegalArgumentException(
                    "stratifiedSplit: the shares " + Arrays.toString(shares) + " must be above 0 and add up to 1");
        Generator random = Generator.of(Generator.seedOfShuffle());
        List<List<Integer>> classes = classes(data, random);
        List<List<Integer>> parts = new ArrayList<>();
        for (int part = shares.length - 1; part > 0; part--)
            parts.addFirst(take(classes, (int) Math.ceil(shares[part] * data.size() - CLOSE)));
        parts.addFirst(classes.stream().flatMap(List::stream).toList());
        return IntStream.range(0, shares.length)
                .mapToObj(i -> part(data, parts.get(i), random, i, shares.length))
                .toList();
    }

    /// The samples of each class, in random order.
    private static List<List<Integer>> classes(Dataset data, Generator random) {
        Tensor targets = data.targets();
        if (targets.dtype().isFloating() || targets.numel() != data.size())
            throw new IllegalArgumentException("stratifiedSplit: the targets must be classes [samples] of whole"
                    + " numbers, they are " + targets.dtype() + " " + targets.shape() + "; randomSplit takes any");
        int[] labels = targets.toInts();
        TreeMap<Integer, List<Integer>> classes = new TreeMap<>();
        for (int i : random.permutation(labels.length))
            classes.computeIfAbsent(labels[i], _ -> new ArrayList<>()).add(i);
        classes.forEach((label, members) -> {
            if (members.size() < 2)
                throw new IllegalArgumentException(
                        "stratifiedSplit: class " + label
                                + " has a single sample, which cannot be in two parts; leave the class out, or use randomSplit");
        });
        return new ArrayList<>(classes.values());
    }

    /// Takes so many samples away, from each class in proportion; what rounding leaves goes to the largest
    /// remainders.
    private static List<Integer> take(List<List<Integer>> classes, int count) {
        int left = classes.stream().mapToInt(List::size).sum();
        if (count < classes.size() || left - count < classes.size())
            throw new IllegalArgumentException("stratifiedSplit: a part of " + Math.min(count, left - count)
                    + " samples cannot hold all " + classes.size() + " classes; make it larger");
        double[] exact = classes.stream()
                .mapToDouble(members -> (double) members.size() * count / left)
                .toArray();
        int[] counts = DoubleStream.of(exact).mapToInt(n -> (int) Math.floor(n)).toArray();
        IntStream.range(0, counts.length)
                .boxed()
                .sorted(Comparator.comparingDouble(k -> counts[k] - exact[k]))
                .limit(count - IntStream.of(counts).sum())
                .forEach(k -> counts[k]++);
        List<Integer> taken = new ArrayList<>();
        for (int k = 0; k < counts.length; k++) {
            List<Integer> members = classes.get(k);
            taken.addAll(members.subList(0, counts[k]));
            classes.set(k, members.subList(counts[k], members.size()));
        }
        return taken;
    }

    private static Dataset part(Dataset data, List<Integer> members, Generator random, int index, int count) {
        int[] order = IntStream.of(random.permutation(members.size()))
                .map(members::get)
                .toArray();
        return new Subset(data, order, data.name() + ", part " + (index + 1) + " of " + count);
    }
}
