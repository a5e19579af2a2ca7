package dev.crema.viz.scale;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DecimalsTest {
    @Test
    void fixedRoundsHalvesAwayFromZeroAndGroupsThousands() {
        assertThat(Decimals.fixed(0.125, 2)).isEqualTo("0.13");
        assertThat(Decimals.fixed(-1234567.5, 0)).isEqualTo("−1,234,568");
        assertThat(Decimals.fixed(2024, 0)).isEqualTo("2024");
        assertThat(Decimals.fixed(-0.001, 2)).isEqualTo("0.00");
        assertThat(Decimals.fixed(0.05, 3)).isEqualTo("0.050");
    }

    @Test
    void whatIsNoNumberIsNamed() {
        assertThat(Decimals.fixed(Double.NaN, 2)).isEqualTo("NaN");
        assertThat(Decimals.significant(Double.NEGATIVE_INFINITY, 3)).isEqualTo("−∞");
    }

    @Test
    void significantKeepsThreeDigitsWhateverTheSize() {
        assertThat(Decimals.significant(2.3, 3)).isEqualTo("2.30");
        assertThat(Decimals.significant(0.2449, 3)).isEqualTo("0.245");
        assertThat(Decimals.significant(0.99951, 3)).isEqualTo("1.00");
        assertThat(Decimals.significant(12345.6, 3)).isEqualTo("12,346");
        assertThat(Decimals.significant(0.0000123, 3)).isEqualTo("1.23e−5");
        assertThat(Decimals.significant(9.999e-6, 3)).isEqualTo("1.00e−5");
        assertThat(Decimals.significant(0, 3)).isEqualTo("0");
        assertThat(Decimals.significant(1e38, 3)).isEqualTo("1.00e38");
    }

    @Test
    void plainWritesANumberAsItWasTyped() {
        assertThat(Decimals.plain(7)).isEqualTo("7");
        assertThat(Decimals.plain(-3)).isEqualTo("−3");
        assertThat(Decimals.plain(0.001)).isEqualTo("0.001");
        assertThat(Decimals.plain((double) 0.1f)).isEqualTo("0.1");
        assertThat(Decimals.plain(1e-5)).isEqualTo("1.0e−5");
    }
}
