package dev.crema.viz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crema.nn.metrics.History;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LiveFrameTest {
    private static final int MOST_BYTES = 4500;

    @Test
    void everyFrameOfARunHasTheSameSizeAndStaysSmall() {
        for (int batches : new int[] {0, 1, 2, 7, 100, 5000})
            assertFrame(Gallery.lossAndAccuracy(Samples.firstEpoch(batches)));
        for (int epochs = 1; epochs <= 150; epochs += 1 + epochs / 10)
            assertFrame(Gallery.lossAndAccuracy(Samples.history(epochs)));
        assertFrame(Gallery.lossAndAccuracy(Samples.history(150)));
    }

    @Test
    void aFrameOfANoisyOrLongRunStaysSmallWithFewerPoints() {
        for (int epochs : new int[] {150, 4000})
            assertFrame(Gallery.lossAndAccuracy(noisy(epochs)).maxPoints(64));
    }

    @Test
    void insideTheFirstEpochTheBatchesMoveTheCurve() {
        String early = Plot.loss(Samples.firstEpoch(20)).svg();
        String later = Plot.loss(Samples.firstEpoch(21)).svg();
        assertThat(early).isNotEqualTo(later).contains(">batch</text>");
        assertThat(Plot.accuracy(Samples.firstEpoch(20)).svg()).contains(">first value after epoch 1</text>");
        assertThat(Plot.loss(Samples.firstEpoch(0)).svg()).contains(">first value after epoch 1</text>");
    }

    @Test
    void fromTheThirdEpochOnTheBatchesRunAheadOfTheEpochs() {
        String early = Plot.loss(Samples.underWay(3, 400, 0.4)).svg();
        String later = Plot.loss(Samples.underWay(3, 400, 0.41)).svg();
        assertThat(early).isNotEqualTo(later);
        // The epoch that has begun has its room, in both panels, so that nothing jumps until it ends.
        for (String frame : List.of(early, later)) assertThat(ticks(frame)).contains(1, 2, 3, 4);
        assertThat(ticks(Plot.accuracy(Samples.underWay(3, 400, 0.4)).svg())).contains(4);
        assertThat(ticks(Plot.loss(Samples.underWay(3, 400, 0)).svg())).doesNotContain(4);
    }

    @Test
    void aFrameInsideAnEpochStaysSmallHoweverManyBatchesThereAre() {
        for (int epochs : new int[] {2, 3, 12, 60})
            for (int batches : new int[] {2, 30, 2000})
                assertFrame(Gallery.lossAndAccuracy(Samples.underWay(epochs, batches, 0.7))
                        .maxPoints(64));
    }

    /// The whole numbers that stand in a frame as texts of their own.
    private static List<Integer> ticks(String svg) {
        return Pattern.compile(">(\\d+)</text>")
                .matcher(svg)
                .results()
                .map(match -> Integer.valueOf(match.group(1)))
                .toList();
    }

    @Test
    void batchLossesAreThinnedTo150Points() {
        Panel panel = TrainingCurves.of(Samples.firstEpoch(5000), "loss");
        assertThat(((dev.crema.viz.mark.Line) panel.marks().getFirst()).y()).hasSizeLessThanOrEqualTo(150);
    }

    @Test
    @Tag("slow")
    void aFrameTakesHalfAMillisecond() {
        History history = Samples.history(150);
        double[] millis = IntStream.range(0, 5000)
                .mapToDouble(_ -> {
                    long start = System.nanoTime();
                    Gallery.lossAndAccuracy(history).svg();
                    return (System.nanoTime() - start) / 1e6;
                })
                .skip(3000)
                .sorted()
                .toArray();
        assertThat(millis[millis.length / 2])
                .as("median of %s", Arrays.toString(Arrays.copyOf(millis, 3)))
                .isLessThan(0.5);
    }

    private static void assertFrame(Figure frame) {
        assertThat(frame.width()).isEqualTo(860);
        assertThat(frame.height()).isEqualTo(320);
        assertThat(frame.svg()).startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"860\" height=\"320\"");
        assertThat(frame.svg().getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
                .as(frame.alt())
                .isLessThanOrEqualTo(MOST_BYTES);
    }

    /// A run whose every epoch jumps by a tenth of the axis.
    private static History noisy(int epochs) {
        var random = new Random(3);
        var history = new History("noisy");
        for (int i = 0; i < epochs; i++) {
            double train = 2 * StrictMath.exp(-4.0 * i / epochs) + 0.1 + 0.15 * random.nextDouble();
            double validation = 2 * StrictMath.exp(-3.5 * i / epochs) + 0.2 + 0.3 * random.nextDouble();
            history.add("loss", train);
            history.add("val_loss", validation);
            history.add("accuracy", 1 - train / 3);
            history.add("val_accuracy", 1 - validation / 3);
        }
        return history;
    }
}
