package dev.crema.nn.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crema.nn.data.DigitStrokes.Style;
import dev.crema.nn.data.SyntheticDigitsSource.Drawn;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SyntheticDigitsSourceTest {
    private static final SyntheticDigitsSource TRAIN = new SyntheticDigitsSource(0, true);
    private static final SyntheticDigitsSource TEST = new SyntheticDigitsSource(0, false);

    /// Every machine and every version draws these: whoever changes a drawing on purpose looks at sheets of digits,
    /// measures again how hard they are, and puts the new sum here.
    private static final String FIRST_HUNDRED = "9424a9e84bd5df0d1019e390b93dba64484fa375aa29f53feb152c20fed0fcf4";

    @Test
    void theFirstHundredImagesAreTheSameOnEveryMachine() throws Exception {
        Drawn drawn = first(TRAIN, 100);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(drawn.pixels());
        digest.update(drawn.labels());
        assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(FIRST_HUNDRED);
    }

    @Test
    void oneThreadAndTwoDrawTheSameBytes() throws InterruptedException {
        Drawn byOne = first(TRAIN, 400);
        Drawn byTwo = blank(400);
        Thread early = Thread.ofPlatform().start(() -> TRAIN.paint(0, 173, byTwo.pixels(), byTwo.labels()));
        Thread late = Thread.ofPlatform().start(() -> TRAIN.paint(173, 400, byTwo.pixels(), byTwo.labels()));
        early.join();
        late.join();
        assertThat(byTwo.pixels()).isEqualTo(byOne.pixels());
        assertThat(byTwo.labels()).isEqualTo(byOne.labels());
    }

    @Test
    void allDrawsWhatPaintDraws() {
        Drawn all = TEST.all();
        Drawn some = first(TEST, 300);
        assertThat(Arrays.copyOf(all.pixels(), some.pixels().length)).isEqualTo(some.pixels());
        assertThat(Arrays.copyOf(all.labels(), some.labels().length)).isEqualTo(some.labels());
        assertThat(all.labels()).hasSize(10_000);
    }

    @Test
    void everyHundredImagesHoldEachDigitTenTimes() {
        for (int block = 0; block < 5; block++) {
            int[] count = new int[10];
            for (int i = 0; i < 100; i++) {
                count[TRAIN.label(block * 100 + i)]++;
            }
            assertThat(count).containsOnly(10);
        }
    }

    @Test
    void theOrderOfTheDigitsDiffersFromHundredToHundred() {
        assertThat(labels(TRAIN, 0)).isNotEqualTo(labels(TRAIN, 100)).isNotEqualTo(labels(TEST, 0));
    }

    @Test
    void anotherSeedDrawsOtherDigits() {
        Drawn drawn = first(TRAIN, 100);
        Drawn other = first(new SyntheticDigitsSource(1, true), 100);
        assertThat(other.pixels()).isNotEqualTo(drawn.pixels());
        assertThat(other.labels()).isNotEqualTo(drawn.labels());
    }

    @Test
    void noImageIsDrawnTwice() {
        Set<String> seen = new HashSet<>();
        for (SyntheticDigitsSource split : new SyntheticDigitsSource[] {TRAIN, TEST}) {
            Drawn drawn = first(split, 1_000);
            for (int i = 0; i < 1_000; i++) {
                byte[] image = Arrays.copyOfRange(drawn.pixels(), i * 784, (i + 1) * 784);
                assertThat(seen.add(HexFormat.of().formatHex(image))).isTrue();
            }
        }
    }

    @Test
    void inkIsAsDenseAsInMnist() {
        byte[] pixels = first(TRAIN, 2_000).pixels();
        double sum = 0;
        int inked = 0;
        for (byte pixel : pixels) {
            sum += Byte.toUnsignedInt(pixel) / 255.0;
            inked += pixel == 0 ? 0 : 1;
        }
        assertThat(sum / pixels.length).as("mean; MNIST has 0.131").isBetween(0.12, 0.145);
        assertThat((double) inked / pixels.length)
                .as("share of inked pixels; MNIST has 0.191")
                .isBetween(0.175, 0.215);
    }

    @Test
    void everyImageHoldsADigitAndMuchPaper() {
        Drawn drawn = first(TRAIN, 2_000);
        for (int i = 0; i < 2_000; i++) {
            int inked = 0;
            for (int pixel = 0; pixel < 784; pixel++) {
                inked += drawn.pixels()[i * 784 + pixel] == 0 ? 0 : 1;
            }
            assertThat(inked).as("inked pixels of image %d", i).isBetween(25, 350);
        }
    }

    @Test
    void everyDigitIsWrittenInAtLeastThreeWaysAndEachOccurs() {
        Set<Style> seen = new HashSet<>();
        for (int i = 0; i < 3_000; i++) {
            seen.add(TEST.style(i));
        }
        for (int digit = 0; digit < 10; digit++) {
            assertThat(DigitStrokes.styles(digit)).hasSizeGreaterThanOrEqualTo(3);
            assertThat(seen).containsAll(DigitStrokes.styles(digit));
        }
    }

    private static byte[] labels(SyntheticDigitsSource split, int from) {
        byte[] labels = new byte[100];
        for (int i = 0; i < 100; i++) {
            labels[i] = (byte) split.label(from + i);
        }
        return labels;
    }

    private static Drawn first(SyntheticDigitsSource split, int count) {
        Drawn drawn = blank(count);
        split.paint(0, count, drawn.pixels(), drawn.labels());
        return drawn;
    }

    private static Drawn blank(int count) {
        return new Drawn(new byte[count * SyntheticDigitsSource.IMAGE_BYTES], new byte[count]);
    }
}
