package dev.crema.nn.data;

import dev.crema.nn.data.DigitPainter.Pen;
import dev.crema.nn.data.DigitStrokes.Style;
import java.util.stream.IntStream;

/// Draws handwritten digits that stand in for MNIST where it cannot be had: 28 × 28 grey pixels, bright ink (255)
/// on black (0), 60,000 to train and 10,000 to test.
///
/// Image i is a function of the seed, the split and i alone, to the bit: threads and machines do not matter. Every
/// hundred images from a multiple of 100 on hold each digit ten times, in random order.
///
/// They are about as hard as MNIST: measured with PyTorch, a linear model reaches 0.90 on the test split (0.91 at
/// best), an MLP 784-512-256-128-64-10 by SGD (0.01, batch 12) 0.87 to 0.89 after one epoch and 0.975 to 0.980
/// after ten.
///
/// @param seed another seed, other digits
/// @param train the training split, else the test split
record SyntheticDigitsSource(long seed, boolean train) {
    static final int IMAGE_BYTES = DigitPainter.SIZE * DigitPainter.SIZE;
    private static final int BLOCK = BalancedLabels.BLOCK;
    private static final int LABELS = 0;
    private static final int STYLES = 1;
    private static final int DRAWINGS = 2;

    /// Images one after the other, each row by row, and the digit that each shows.
    record Drawn(byte[] pixels, byte[] labels) {}

    /// The number of images in the split.
    int size() {
        return train ? 60_000 : 10_000;
    }

    /// The whole split, drawn on all cores.
    Drawn all() {
        Drawn drawn = new Drawn(new byte[size() * IMAGE_BYTES], new byte[size()]);
        IntStream.range(0, size() / BLOCK)
                .parallel()
                .forEach(block -> paint(block * BLOCK, (block + 1) * BLOCK, drawn.pixels(), drawn.labels()));
        return drawn;
    }

    /// Draws the images `from` to `to - 1` of the split to their places in arrays that begin with image 0.
    void paint(int from, int to, byte[] pixels, byte[] labels) {
        for (int index = from; index < to; index++) {
            CounterRandom random = stream(DRAWINGS, index);
            Pen pen = Pen.random(random);
            var lines = new DigitHand(random).write(style(index), pen.width());
            new DigitPainter(random).paint(lines, pen, pixels, index * IMAGE_BYTES);
            labels[index] = (byte) label(index);
        }
    }

    /// The digit that an image shows.
    int label(int index) {
        return BalancedLabels.label(index, stream(LABELS, index / BLOCK));
    }

    /// The way in which an image's digit is written.
    Style style(int index) {
        return DigitStrokes.pick(label(index), stream(STYLES, index));
    }

    private CounterRandom stream(int purpose, int index) {
        return CounterRandom.of(seed, train ? 0 : 1, purpose, index);
    }
}
