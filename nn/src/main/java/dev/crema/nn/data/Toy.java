package dev.crema.nn.data;

import dev.crema.tensor.DType;
import dev.crema.tensor.Generator;
import dev.crema.tensor.Tensor;
import java.util.function.IntFunction;

/// Points in a plane with classes, for seeing what a model does. They follow `Tensor.manualSeed`, and come in
/// random order.
///
/// ```java
/// var data = Toy.moons(200, 0.1);          // x [200, 2], y classes [200]
/// ```
public final class Toy {
    private Toy() {}

    /// Two half circles that reach into each other, as scikit-learn's `make_moons`.
    ///
    /// @param noise the deviation of what is added to each coordinate
    public static TensorDataset moons(int samples, double noise) {
        int outer = samples / 2;
        return points("moons", samples, noise, i -> {
            boolean first = i < outer;
            double angle = Math.PI * along(first ? i : i - outer, first ? outer : samples - outer);
            return first
                    ? new double[] {StrictMath.cos(angle), StrictMath.sin(angle), 0}
                    : new double[] {1 - StrictMath.cos(angle), 0.5 - StrictMath.sin(angle), 1};
        });
    }

    /// The share of the way of point i out of n, ends included.
    private static double along(int i, int n) {
        return n == 1 ? 0 : (double) i / (n - 1);
    }

    /// A circle (class 1) of half the radius inside another (class 0), as scikit-learn's `make_circles` with factor
    /// 0.5.
    ///
    /// @param noise the deviation of what is added to each coordinate
    public static TensorDataset circles(int samples, double noise) {
        int outer = samples / 2;
        return points("circles", samples, noise, i -> {
            boolean first = i < outer;
            double angle = 2 * Math.PI * (first ? (double) i / outer : (double) (i - outer) / (samples - outer));
            double radius = first ? 1 : 0.5;
            return new double[] {radius * StrictMath.cos(angle), radius * StrictMath.sin(angle), first ? 0 : 1};
        });
    }

    /// Round clouds around centres drawn from [−10, 10), as scikit-learn's `make_blobs`; one class each.
    ///
    /// @param centers the number of clouds
    /// @param deviation how wide a cloud is
    public static TensorDataset blobs(int samples, int centers, double deviation) {
        if (centers < 1) throw new IllegalArgumentException("Toy.blobs: at least 1 centre, got " + centers);
        double[][] middles = new double[centers][2];
        for (double[] middle : middles)
            for (int k = 0; k < 2; k++)
                middle[k] = -10 + 20 * Generator.shared().nextDouble();
        return points("blobs", samples, deviation, i ->
                new double[] {middles[i % centers][0], middles[i % centers][1], i % centers});
    }

    /// Nested hearts, the lab of deck 001: r is drawn from 0 to below the number of rings, θ from the whole circle,
    /// and a point lies at the distance r (cos θ + 1) in the direction θ; its class is the whole part of r.
    public static TensorDataset rings(int samples, int rings) {
        if (rings < 1) throw new IllegalArgumentException("Toy.rings: at least 1 ring, got " + rings);
        Generator random = Generator.shared();
        return points("rings", samples, 0, _ -> {
            double radius = rings * random.nextDouble();
            double angle = 2 * Math.PI * random.nextDouble();
            double distance = radius * (StrictMath.cos(angle) + 1);
            return new double[] {distance * StrictMath.cos(angle), distance * StrictMath.sin(angle), Math.floor(radius)
            };
        });
    }

    private static TensorDataset points(String name, int samples, double noise, IntFunction<double[]> point) {
        if (samples < 1 || !(noise >= 0))
            throw new IllegalArgumentException("Toy." + name + ": expects at least 1 sample and a deviation of at least"
                    + " 0, got " + samples + " and " + noise);
        Generator random = Generator.shared();
        double[] x = new double[2 * samples];
        int[] y = new int[samples];
        int[] places = Generator.of(Generator.seedOfShuffle()).permutation(samples);
        for (int i = 0; i < samples; i++) {
            double[] p = point.apply(i);
            int at = places[i];
            x[2 * at] = p[0] + (noise == 0 ? 0 : noise * random.nextGaussian());
            x[2 * at + 1] = p[1] + (noise == 0 ? 0 : noise * random.nextGaussian());
            y[at] = (int) p[2];
        }
        return TensorDataset.of(Tensor.of(DType.defaultFloat(), x).view(samples, 2), Tensor.of(DType.INT64, y))
                .named(name);
    }
}
