package dev.crema.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CounterRandomTest {
    private static final int DRAWS = 100_000;

    @Test
    void theSamePathGivesTheSameDraws() {
        assertThat(draws(CounterRandom.of(7, 1, 2))).isEqualTo(draws(CounterRandom.of(7, 1, 2)));
    }

    @Test
    void anotherSeedOrPathGivesOtherDraws() {
        double[] draws = draws(CounterRandom.of(7, 1, 2));
        assertThat(draws(CounterRandom.of(8, 1, 2))).isNotEqualTo(draws);
        assertThat(draws(CounterRandom.of(7, 2, 1))).isNotEqualTo(draws);
        assertThat(draws(CounterRandom.of(7, 1))).isNotEqualTo(draws);
    }

    @Test
    void bellHasTheDeviationAskedForAndNoTail() {
        CounterRandom random = CounterRandom.of(0);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < DRAWS; i++) {
            double value = random.bell(2);
            assertThat(value).isBetween(-7.0, 7.0);
            sum += value;
            squares += value * value;
        }
        assertThat(sum / DRAWS).isCloseTo(0, within(0.03));
        assertThat(squares / DRAWS).isCloseTo(4, within(0.1));
    }

    @Test
    void belowReachesEveryNumberEquallyOften() {
        CounterRandom random = CounterRandom.of(0);
        int[] count = new int[7];
        for (int i = 0; i < DRAWS; i++) {
            count[random.below(7)]++;
        }
        for (int times : count) {
            assertThat(times).isBetween(DRAWS / 7 - 500, DRAWS / 7 + 500);
        }
    }

    private static double[] draws(CounterRandom random) {
        return new double[] {random.between(0, 1), random.between(0, 1), random.bell(1)};
    }
}
