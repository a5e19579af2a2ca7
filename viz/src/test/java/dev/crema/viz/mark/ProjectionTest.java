package dev.crema.viz.mark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.crema.viz.write.Bounds;
import org.junit.jupiter.api.Test;

class ProjectionTest {
    private static final Bounds FRAME = new Bounds(50, 20, 300, 200);

    @Test
    void theCubeFillsTheFrameFromWhereverItIsSeen() {
        for (int elevation = -80; elevation <= 90; elevation += 17) {
            for (int azimuth = -180; azimuth < 180; azimuth += 23) {
                var projection = new Projection(View.USUAL.from(elevation, azimuth), FRAME);
                double left = 1e9;
                double right = -1e9;
                double top = 1e9;
                double bottom = -1e9;
                for (int corner = 0; corner < 8; corner++) {
                    double[] place = projection.at(corner & 1, corner >> 1 & 1, corner >> 2);
                    left = Math.min(left, place[0]);
                    right = Math.max(right, place[0]);
                    top = Math.min(top, place[1]);
                    bottom = Math.max(bottom, place[1]);
                }
                assertThat(left).isGreaterThan(49.9);
                assertThat(right).isLessThan(350.1);
                assertThat(top).isGreaterThan(19.9);
                assertThat(bottom).isLessThan(220.1);
                assertThat(Math.max((right - left) / 300, (bottom - top) / 200)).isCloseTo(1, within(1e-6));
            }
        }
    }

    @Test
    void theAxesRunAsInMatplotlib() {
        var projection = new Projection(View.USUAL, FRAME);
        double[] origin = projection.at(0, 0, 0);
        assertThat(projection.at(1, 0, 0)[0]).isGreaterThan(origin[0]);
        assertThat(projection.at(0, 1, 0)[0]).isGreaterThan(origin[0]);
        assertThat(projection.at(0, 0, 1)[1]).isLessThan(origin[1]);
        assertThat(projection.at(1, 0, 0)[2])
                .as("nearer")
                .isGreaterThan(projection.at(0, 1, 0)[2]);
    }
}
