package dev.crema.nn;

import dev.crema.tensor.Generator;
import dev.crema.tensor.Tensor;

/// Dropout (Srivastava et al. 2014): in training each element becomes zero with probability `p`, and the others are
/// divided by `1 − p`; in use nothing changes. Shapes stay.
///
/// ```java
/// var model = new Sequential(new Linear(784, 200), new ReLU(), new Dropout(0.5), new Linear(200, 10));
/// ```
///
/// What is dropped follows `Tensor.manualSeed`, by a stream that each layer takes when it is made.
public final class Dropout extends Module implements Noisy {
    private final double p;
    private final Generator noise = Generator.of(Generator.seedOfNoise());

    /// Drops half of the elements.
    public Dropout() {
        this(0.5);
    }

    /// Drops elements with probability `p`.
    ///
    /// @throws IllegalArgumentException unless `p` is between 0 and 1
    public Dropout(double p) {
        if (!(p >= 0 && p <= 1))
            throw new IllegalArgumentException("Dropout(" + p + "): the probability must be between 0 and 1");
        this.p = p;
    }

    @Override
    public Tensor forward(Tensor x) {
        if (!training() || p == 0) return seen(x);
        if (p == 1) return seen(x.mul(0));
        int[] sizes = x.layout().sizes();
        return seen(x.mul(noise.bernoulli(1 - p, sizes).mul(1 / (1 - p)).to(x.dtype())));
    }

    @Override
    public Generator noise() {
        return noise;
    }

    @Override
    protected String describe() {
        return "p=" + p;
    }
}
