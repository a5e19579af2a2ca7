package dev.crema.viz.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TicksTest {
    @Test
    void stepsAreOneTwoTwoAndAHalfOrFive() {
        var random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            double low = random.nextGaussian() * Math.pow(10, random.nextInt(12) - 6);
            double high = low + Math.abs(random.nextGaussian()) * Math.pow(10, random.nextInt(12) - 6) + 1e-9;
            int target = 2 + random.nextInt(8);
            double step = Ticks.step(low, high, target, false);
            double mantissa = step / Math.pow(10, Math.floor(Math.log10(step) + 1e-9));
            assertThat(List.of(1.0, 2.0, 2.5, 5.0)).anyMatch(nice -> Math.abs(nice - mantissa) < 1e-6);
            assertThat((high - low) / step).isLessThanOrEqualTo(target + 1e-6);
        }
    }

    @Test
    void labelsHaveFixedDecimalsAndARealMinusSign() {
        assertThat(Ticks.linear(0, 1, 5).labels()).containsExactly("0.0", "0.2", "0.4", "0.6", "0.8", "1.0");
        assertThat(Ticks.linear(-0.5, 0.5, 4).labels()).containsExactly("−0.50", "−0.25", "0.00", "0.25", "0.50");
        assertThat(Ticks.linear(0, 10_000, 4).labels()).containsExactly("0", "2500", "5000", "7500", "10,000");
        assertThat(Ticks.linear(0, 3e7, 3).labels()).containsExactly("0", "10M", "20M", "30M");
        assertThat(Ticks.linear(0, 4e-6, 4).labels()).containsExactly("0", "1e−6", "2e−6", "3e−6", "4e−6");
    }

    @Test
    void epochsAreWholeAndStartAtOne() {
        assertThat(Ticks.whole(1, 30, 6).labels()).containsExactly("1", "5", "10", "15", "20", "25", "30");
        assertThat(Ticks.whole(1, 3, 8).labels()).containsExactly("1", "2", "3");
        assertThat(Ticks.whole(0.5, 1.5, 8).labels()).containsExactly("1");
    }

    @Test
    void logTicksArePowersOfTenOrMultiplesInsideFewDecades() {
        assertThat(Ticks.log(1e-4, 10).labels()).containsExactly("0.0001", "0.001", "0.01", "0.1", "1", "10");
        assertThat(Ticks.log(0.045, 2.2).labels()).containsExactly("0.05", "0.1", "0.2", "0.5", "1", "2");
        assertThat(Ticks.log(2, 7.5).labels()).containsExactly("2", "3", "4", "5", "6", "7");
        assertThat(Ticks.log(1, 1.5).labels()).containsExactly("1.0", "1.2", "1.4");
        assertThat(Ticks.log(1e-300, 1e300).labels()).hasSizeLessThan(9);
    }

    @Test
    void roundedScalesEndAtTheirTicks() {
        var random = new Random(2);
        for (int i = 0; i < 10_000; i++) {
            double low = random.nextGaussian() * 100;
            var data = new Range(low, low + Math.abs(random.nextGaussian()) * Math.pow(10, random.nextInt(6) - 3));
            int target = 2 + random.nextInt(7);
            Scale scale = Scale.rounded(data, false, target);
            double[] ticks = scale.ticks(target).values();
            assertThat(scale.low()).isLessThanOrEqualTo(data.low() + 1e-9);
            assertThat(scale.high()).isGreaterThanOrEqualTo(data.high() - 1e-9);
            assertThat(ticks[0]).isCloseTo(scale.low(), within(1e-6));
            assertThat(ticks[ticks.length - 1]).isCloseTo(scale.high(), within(1e-6));
            assertThat(ticks).hasSizeBetween(2, target + 3);
        }
    }

    @Test
    void aSingleValueAndNoValueHaveAnAxisToo() {
        assertThat(Scale.linear(new Range(3.7, 3.7), false).at(3.7)).isEqualTo(0.5);
        assertThat(Scale.linear(new Range(0, 0), false).at(0)).isEqualTo(0.5);
        assertThat(Scale.linear(Range.EMPTY, false).ticks(5).labels()).isNotEmpty();
        assertThat(Scale.log(new Range(5, 5)).at(5)).isBetween(0.49, 0.51);
        assertThat(Scale.log(Range.EMPTY).ticks(5).labels()).isNotEmpty();
    }

    @Test
    void whatIsNotPositiveHasNoPlaceOnALogAxis() {
        Scale scale = Scale.log(new Range(0.1, 10));
        assertThat(scale.at(0)).isNaN();
        assertThat(scale.at(-1)).isNaN();
        assertThat(scale.at(1)).isBetween(0.499, 0.501);
    }
}
