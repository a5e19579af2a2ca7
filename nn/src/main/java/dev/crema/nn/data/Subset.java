package dev.crema.nn.data;

import dev.crema.nn.metrics.ClassNames;
import dev.crema.tensor.Generator;
import dev.crema.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Some samples of a data set, in an order of their own.
record Subset(Dataset source, int[] indices, String name) implements Dataset {
    @Override
    public int size() {
        return indices.length;
    }

    @Override
    public Sample get(int index) {
        return source.get(indices[index]);
    }

    @Override
    public Batch batch(int[] positions, int position) {
        return source.batch(IntStream.of(positions).map(i -> indices[i]).toArray(), position);
    }

    @Override
    public Tensor targets() {
        return ClassNames.give(source.targets().indexSelect(0, Tensor.of(indices)), classes());
    }

    @Override
    public boolean isNamed() {
        return source.isNamed();
    }

    @Override
    public List<String> classes() {
        return source.classes();
    }

    @Override
    public String toString() {
        return name + ", " + size() + " samples";
    }

    static Dataset shuffled(Dataset source) {
        return new Subset(source, Generator.of(Generator.seedOfShuffle()).permutation(source.size()), source.name());
    }

    static List<Dataset> trainTestSplit(Dataset source, double testShare) {
        int size = source.size();
        int test = (int) Math.ceil(testShare * size);
        if (!(testShare > 0 && testShare < 1) || test >= size)
            throw new IllegalArgumentException("trainTestSplit: a test share of " + testShare + " leaves " + size
                    + " samples no two parts; 0.25 is usual");
        return randomSplit(source, size - test, test);
    }

    static List<Dataset> randomSplit(Dataset source, double... sizes) {
        int[] counts = counts(source.size(), sizes);
        int[] order = Generator.of(Generator.seedOfShuffle()).permutation(source.size());
        List<Dataset> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < counts.length; i++) {
            String name = source.name() + ", part " + (i + 1) + " of " + counts.length;
            parts.add(new Subset(source, Arrays.copyOfRange(order, start, start + counts[i]), name));
            start += counts[i];
        }
        return parts;
    }

    /// Shares become counts as in PyTorch: rounded down, and what is left goes to the first ones.
    private static int[] counts(int size, double... sizes) {
        double sum = DoubleStream.of(sizes).sum();
        boolean shares = DoubleStream.of(sizes).allMatch(part -> part >= 0 && part <= 1) && Math.abs(sum - 1) < 1e-6;
        int[] counts = DoubleStream.of(sizes)
                .mapToInt(part -> (int) Math.floor(shares ? part * size : part))
                .toArray();
        if (shares) for (int i = 0; IntStream.of(counts).sum() < size; i++) counts[i % counts.length]++;
        boolean broken = !shares && DoubleStream.of(sizes).anyMatch(part -> part != Math.rint(part));
        if (broken || IntStream.of(counts).sum() > size || IntStream.of(counts).anyMatch(count -> count < 0))
            throw new IllegalArgumentException("randomSplit: " + Arrays.toString(sizes) + " does not fit " + size
                    + " samples; give numbers that add up to that many, or shares that add up to 1");
        return counts;
    }
}
