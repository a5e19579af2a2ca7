package dev.crema.nn.data;

import java.util.stream.IntStream;

/// Labels of drawn images: every hundred from a multiple of 100 on hold each of ten classes ten times, in random
/// order.
final class BalancedLabels {
    static final int BLOCK = 100;
    private static final int CLASSES = 10;

    private BalancedLabels() {}

    /// The class of one image.
    ///
    /// @param random the stream of its block
    static int label(int index, CounterRandom random) {
        int[] order = IntStream.range(0, BLOCK).toArray();
        for (int last = BLOCK - 1; last > 0; last--) {
            int other = random.below(last + 1);
            int kept = order[last];
            order[last] = order[other];
            order[other] = kept;
        }
        return order[index % BLOCK] % CLASSES;
    }
}
