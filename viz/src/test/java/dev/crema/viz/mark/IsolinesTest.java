package dev.crema.viz.mark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class IsolinesTest {
    @Test
    void aConeHasRingsAroundItsTop() {
        double[][] cone = new double[21][21];
        for (int i = 0; i < 441; i++)
            cone[Math.floorDiv(i, 21)][i % 21] = Math.hypot(i % 21 - 10, Math.floorDiv(i, 21) - 10);
        List<double[]> lines = Isolines.of(cone, 6.3);
        assertThat(lines).hasSize(1);
        double[] ring = lines.getFirst();
        assertThat(ring[0]).isEqualTo(ring[ring.length - 2]);
        assertThat(ring[1]).isEqualTo(ring[ring.length - 1]);
        for (int i = 0; i < ring.length; i += 2)
            assertThat(Math.hypot(ring[i] - 10, ring[i + 1] - 10)).isCloseTo(6.3, within(0.1));
        double length = 0;
        for (int i = 2; i < ring.length; i += 2) length += Math.hypot(ring[i] - ring[i - 2], ring[i + 1] - ring[i - 1]);
        assertThat(length).isCloseTo(2 * Math.PI * 6.3, within(0.5));
    }

    @Test
    void aSlopeHasOneLineFromSideToSide() {
        double[][] slope = {{0, 1, 2, 3}, {0, 1, 2, 3}, {0, 1, 2, 3}};
        List<double[]> lines = Isolines.of(slope, 1.25);
        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst()).contains(1.25, 0, 1, 2);
    }

    @Test
    void aSaddleAndAFlatPlaneDraw() {
        double[][] saddle = {{1, -1}, {-1, 1}};
        assertThat(Isolines.of(saddle, 0)).hasSize(2);
        assertThat(Isolines.of(new double[3][3], 1)).isEmpty();
    }

    @Test
    void aMissingValueInterruptsTheLine() {
        double[][] slope = {{0, 1}, {0, 1}, {Double.NaN, 1}, {0, 1}, {0, 1}};
        assertThat(Isolines.of(slope, 0.5)).hasSize(2);
    }
}
