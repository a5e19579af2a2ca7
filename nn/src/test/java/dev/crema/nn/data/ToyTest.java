package dev.crema.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crema.tensor.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ToyTest {
    @BeforeEach
    void seed() {
        Tensor.manualSeed(0);
    }

    @Test
    void withoutNoiseThePointsLieWhereTheyShould() {
        for (Sample moon : Toy.moons(101, 0)) {
            double x = moon.x().at(0).item() - (moon.y().itemInt() == 0 ? 0 : 1);
            double y = moon.x().at(1).item() - (moon.y().itemInt() == 0 ? 0 : 0.5);
            assertThat(Math.hypot(x, y)).isBetween(0.999, 1.001);
        }
        for (Sample circle : Toy.circles(50, 0))
            assertThat(circle.x().norm().item())
                    .isBetween(0.999 / (1 + circle.y().itemInt()), 1.001);
        for (Sample ring : Toy.rings(200, 3)) {
            double x = ring.x().at(0).item();
            double distance = ring.x().norm().item();
            if (x < -0.9 * distance) continue; // where cos θ + 1 is nearly 0
            double radius = distance / (x / distance + 1);
            assertThat(radius).isBetween(ring.y().item() - 1e-4, ring.y().item() + 1 + 1e-4);
        }
    }

    @Test
    void classesAreInRandomOrderAndFollowTheSeed() {
        TensorDataset moons = Toy.moons(200, 0.1);
        assertThat(moons.y().sum().itemInt()).isEqualTo(100);
        assertThat(moons.y().at(":50").sum().itemInt()).isBetween(10, 40);
        assertThat(Toy.blobs(9, 3, 1).y().toInts()).containsExactlyInAnyOrder(0, 0, 0, 1, 1, 1, 2, 2, 2);
        Tensor.manualSeed(0);
        assertThat(Toy.moons(200, 0.1).x().toDoubles())
                .containsExactly(moons.x().toDoubles());
    }

    @Test
    void oddRequestsAreRefused() {
        assertThatThrownBy(() -> Toy.moons(0, 0.1))
                .hasMessage("Toy.moons: expects at least 1 sample and a deviation of at least 0, got 0 and 0.1");
        assertThatThrownBy(() -> Toy.circles(10, -1)).hasMessageContaining("Toy.circles");
        assertThatThrownBy(() -> Toy.blobs(10, 0, 1)).hasMessage("Toy.blobs: at least 1 centre, got 0");
        assertThatThrownBy(() -> Toy.rings(10, 0)).hasMessage("Toy.rings: at least 1 ring, got 0");
    }
}
