package dev.crema.nn.metrics;

import dev.crema.tensor.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/// A predicted and a true class for each sample.
record ClassPairs(int[] predicted, int[] target) {
    /// The pairs of two tensors of the same number of samples.
    static ClassPairs of(String what, Tensor predicted, Tensor target) {
        Tensor guesses = predicted.dim() == 2 && predicted.size(1) > 1 ? predicted.argmax(1) : predicted;
        if (guesses.numel() != target.numel())
            throw new IllegalArgumentException(
                    what + ": predictions " + predicted.shape() + " do not fit targets " + target.shape());
        if (target.numel() == 0) throw new IllegalArgumentException(what + ": there are no samples");
        return new ClassPairs(
                guesses.detach().reshape(-1).toInts(),
                target.detach().reshape(-1).toInts());
    }

    /// The classes that occur, ascending.
    int[] classes() {
        return IntStream.concat(Arrays.stream(predicted), Arrays.stream(target))
                .distinct()
                .sorted()
                .toArray();
    }

    /// `counts[true][predicted]` of these classes; pairs with another class are left out.
    long[][] counts(int... classes) {
        Map<Integer, Integer> places = new HashMap<>();
        for (int i = 0; i < classes.length; i++) places.put(classes[i], i);
        long[][] counts = new long[classes.length][classes.length];
        for (int i = 0; i < target.length; i++) {
            Integer row = places.get(target[i]);
            Integer column = places.get(predicted[i]);
            if (row != null && column != null) counts[row][column]++;
        }
        return counts;
    }

    /// Refuses a choice of classes that makes no sense.
    void requireSome(String what, int... classes) {
        if (Arrays.stream(classes).distinct().count() != classes.length)
            throw new IllegalArgumentException(what + ": " + Arrays.toString(classes) + " names a class twice");
        if (Arrays.stream(classes).noneMatch(k -> Arrays.stream(target).anyMatch(t -> t == k)))
            throw new IllegalArgumentException(what + ": none of the classes " + Arrays.toString(classes)
                    + " is among the targets, which hold "
                    + Arrays.toString(Arrays.stream(target).distinct().sorted().toArray()));
    }
}
