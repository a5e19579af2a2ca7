package dev.crema.nn.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crema.nn.Conv2d;
import dev.crema.nn.Flatten;
import dev.crema.nn.Linear;
import dev.crema.nn.MaxPool2d;
import dev.crema.nn.Module;
import dev.crema.nn.ReLU;
import dev.crema.nn.Sequential;
import dev.crema.nn.optim.SGD;
import dev.crema.nn.train.Evaluation;
import dev.crema.nn.train.Trainer;
import dev.crema.tensor.Tensor;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SyntheticObjectsTest {
    private static final SyntheticObjectsSource TRAIN = new SyntheticObjectsSource(0, true);
    private static final SyntheticObjectsSource TEST = new SyntheticObjectsSource(0, false);

    /// Every machine and every version draws these: whoever changes a drawing on purpose looks at sheets of images,
    /// measures again how hard they are, and puts the new sum here.
    private static final String FIRST_HUNDRED = "d85fd429880a97972305a5ce35632cabf8c7ac1b58b964a37ca69595d64febce";

    private record Drawn(byte[] pixels, byte[] labels) {}

    private static Drawn first(SyntheticObjectsSource split, int count) {
        Drawn drawn = new Drawn(new byte[count * SyntheticObjectsSource.IMAGE_BYTES], new byte[count]);
        split.paint(0, count, drawn.pixels(), drawn.labels());
        return drawn;
    }

    @Test
    void theFirstHundredImagesAreTheSameOnEveryMachine() throws Exception {
        Drawn drawn = first(TRAIN, 100);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(drawn.pixels());
        digest.update(drawn.labels());
        assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(FIRST_HUNDRED);
    }

    @Test
    void partsDrawWhatTheWholeDraws() {
        Drawn whole = first(TEST, 200);
        Drawn parts = new Drawn(new byte[whole.pixels().length], new byte[200]);
        TEST.paint(150, 200, parts.pixels(), parts.labels());
        TEST.paint(0, 150, parts.pixels(), parts.labels());
        assertThat(parts.pixels()).isEqualTo(whole.pixels());
        assertThat(parts.labels()).isEqualTo(whole.labels());
    }

    @Test
    void everyHundredImagesHoldEachClassTenTimes() {
        int[] count = new int[10];
        for (byte label : first(TRAIN, 300).labels()) count[label]++;
        assertThat(count).containsOnly(30);
        assertThat(SyntheticObjects.CLASSES).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void noImageIsDrawnTwice() {
        Set<String> seen = new HashSet<>();
        for (SyntheticObjectsSource split : new SyntheticObjectsSource[] {TRAIN, TEST}) {
            Drawn drawn = first(split, 300);
            for (int i = 0; i < 300; i++)
                assertThat(seen.add(
                                HexFormat.of().formatHex(Arrays.copyOfRange(drawn.pixels(), i * 3072, (i + 1) * 3072))))
                        .isTrue();
        }
        assertThat(first(new SyntheticObjectsSource(1, true), 100).pixels())
                .isNotEqualTo(first(TRAIN, 100).pixels());
    }

    @Test
    @Tag("slow")
    void theyAreAboutAsHardAsCifar() {
        Tensor.manualSeed(0);
        Dataset train = SyntheticObjects.train().normalize(0.5, 0.5);
        Dataset test = SyntheticObjects.test().normalize(0.5, 0.5);
        assertThat(train.size()).isEqualTo(50_000);
        Module linear = new Sequential(new Flatten(), new Linear(3072, 10));
        assertThat(accuracy(linear, 0.002, 3, train, test)).as("linear").isBetween(0.30, 0.45);
        Module mlp = new Sequential(
                new Flatten(),
                new Linear(3072, 512),
                new ReLU(),
                new Linear(512, 256),
                new ReLU(),
                new Linear(256, 128),
                new ReLU(),
                new Linear(128, 64),
                new ReLU(),
                new Linear(64, 10));
        assertThat(accuracy(mlp, 0.01, 10, train, test)).as("the deck's MLP").isBetween(0.45, 0.60);
        Module cnn = new Sequential(
                new Conv2d(3, 16, 3).padding(1),
                new ReLU(),
                new MaxPool2d(2),
                new Conv2d(16, 32, 3).padding(1),
                new ReLU(),
                new MaxPool2d(2),
                new Flatten(),
                new Linear(2048, 64),
                new ReLU(),
                new Linear(64, 10));
        assertThat(accuracy(cnn, 0.05, 6, train, test)).as("a small CNN").isGreaterThanOrEqualTo(0.70);
    }

    private static double accuracy(Module model, double lr, int epochs, Dataset train, Dataset test) {
        Trainer.of(model, DataLoader.of(train, 32).shuffle())
                .optimizer(new SGD(model.parameters(), lr))
                .fit(epochs);
        return Evaluation.of(model, test).accuracy();
    }
}
