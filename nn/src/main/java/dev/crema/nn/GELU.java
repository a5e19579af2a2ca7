package dev.crema.nn;

import dev.crema.tensor.Tensor;

/// The Gaussian error linear unit (Hendrycks and Gimpel 2016): `x Φ(x)` with the normal distribution Φ, or its
/// approximation `x/2 (1 + tanh(√(2/π) (x + 0.044715 x³)))`. Shapes stay.
///
/// ```java
/// var activation = new GELU();          // new GELU("tanh")
/// ```
public final class GELU extends Module {
    private static final double ROOT = Math.sqrt(2 / Math.PI);

    private final boolean approximate;

    /// The exact function.
    public GELU() {
        this("none");
    }

    /// The exact function (`none`) or the approximation (`tanh`).
    public GELU(String approximation) {
        if (!approximation.equals("none") && !approximation.equals("tanh"))
            throw new IllegalArgumentException(
                    "GELU: no approximation \"" + approximation + "\"; there are \"none\" and \"tanh\"");
        approximate = approximation.equals("tanh");
    }

    private static Tensor approximation(Tensor x) {
        Tensor inner = x.add(x.mul(x).mul(x).mul(0.044715)).mul(ROOT);
        return x.mul(0.5).mul(inner.tanh().add(1));
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(approximate ? approximation(x) : x.gelu());
    }

    @Override
    protected String describe() {
        return "approximate=" + (approximate ? "tanh" : "none");
    }
}
