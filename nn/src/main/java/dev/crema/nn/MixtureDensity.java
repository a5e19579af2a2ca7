package dev.crema.nn;

import dev.crema.nn.loss.Loss;
import dev.crema.tensor.Tensor;

/// The last layer of a mixture density network (Bishop 1994): a linear layer whose outputs are the parameters of a
/// mixture of Gaussians, for targets that may have several values at one input.
///
/// ```java
/// var head = new MixtureDensity(20, 1, 5);
/// var model = new Sequential(new Linear(1, 20), new Tanh(), head);
/// Trainer.of(model, data).loss(head.loss()).optimizer(new Adam(model.parameters(), 0.01)).fit(100);
/// ```
///
/// Shapes: x `[batch, in]`, y `[batch, components · (1 + 2 · out)]`: first the logits of the components, then their
/// means, then the logarithms of their deviations. `mixture` takes that apart.
public final class MixtureDensity extends Module {
    private final Linear linear;
    private final int out;
    private final int components;

    /// A head for targets of `out` numbers, as a mixture of so many Gaussians.
    public MixtureDensity(int in, int out, int components) {
        if (in < 1 || out < 1 || components < 1)
            throw new IllegalArgumentException("MixtureDensity(" + in + ", " + out + ", " + components
                    + "): the sizes and the number of components must be at least 1");
        this.linear = new Linear(in, components * (1 + 2 * out));
        this.out = out;
        this.components = components;
    }

    @Override
    public Tensor forward(Tensor x) {
        return linear.forward(x);
    }

    /// The mixtures that outputs of this head stand for.
    ///
    /// @param output `[batch, components · (1 + 2 · out)]`
    public Mixture mixture(Tensor output) {
        int width = components * (1 + 2 * out);
        if (output.dim() != 2 || output.size(1) != width)
            throw new IllegalArgumentException(label() + ".mixture expects [batch, " + width + "], got "
                    + output.shape() + "; pass what forward made");
        int split = components * out;
        return new Mixture(
                output.narrow(1, 0, components).logSoftmax(1),
                output.narrow(1, components, split).reshape(-1, components, out),
                output.narrow(1, components + split, split).reshape(-1, components, out));
    }

    /// The mean negative log-likelihood of targets `[batch, out]`.
    public Loss loss() {
        return (prediction, target) ->
                mixture(prediction).negativeLogLikelihood(target).mean();
    }

    @Override
    protected String describe() {
        return "components=" + components + ", out_features=" + out;
    }
}
