package dev.crema.magics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PaceTest {
    @Test
    void isThatOfTheFirstBatchesAtFirst() {
        assertThat(new Pace(0).at(5, 0.5)).isEqualTo(10);
    }

    @Test
    void forgetsAColdStartWithinSeconds() {
        Pace pace = new Pace(0);
        pace.at(2, 1);
        long done = 2;
        double rate = 0;
        for (double now = 1.25; now <= 8; now += 0.25) rate = pace.at(done += 250, now);
        assertThat(rate).isCloseTo(1000, within(50.0));
    }

    @Test
    void hardlyMindsAPauseOfALongRun() {
        Pace pace = new Pace(0);
        for (int now = 1; now <= 600; now++) pace.at(100L * now, now);
        assertThat(pace.at(60_001, 603)).isBetween(95.0, 100.0);
    }

    @Test
    void countsOnlyTheBatchesOfItsOwnRun() {
        assertThat(new Pace(10_000).at(10_020, 2)).isEqualTo(10);
    }

    @Test
    void isUnknownBeforeTheFirstBatch() {
        Pace pace = new Pace(3);
        assertThat(pace.at(3, 1)).isZero();
        assertThat(pace.at(4, 0)).isZero();
    }
}
