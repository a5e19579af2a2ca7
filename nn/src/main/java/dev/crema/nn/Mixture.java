package dev.crema.nn;

import dev.crema.tensor.Generator;
import dev.crema.tensor.Tensor;

/// A mixture of Gaussians for each sample of a batch.
///
/// @param logWeights the logarithms of the weights, `[batch, components]`
/// @param means `[batch, components, out]`
/// @param logDeviations the logarithms of the standard deviations, `[batch, components, out]`
public record Mixture(Tensor logWeights, Tensor means, Tensor logDeviations) {
    private static final double LOG_ROOT_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    /// `−log Σ wₖ N(y; μₖ, σₖ)` of each sample.
    ///
    /// @param target `[batch, out]`, or `[batch]` if out is 1
    /// @return `[batch]`
    public Tensor negativeLogLikelihood(Tensor target) {
        Tensor y = target.dim() == 1 ? target.unsqueeze(1) : target;
        if (y.dim() != 2 || y.size(0) != means.size(0) || y.size(1) != means.size(2))
            throw new IllegalArgumentException("mixture: the targets " + target.shape() + " do not fit means "
                    + means.shape() + "; they must be [" + means.size(0) + ", " + means.size(2) + "]");
        Tensor z = y.to(means.dtype())
                .unsqueeze(1)
                .sub(means)
                .mul(logDeviations.neg().exp()); // [B, K, out]
        Tensor logDensity =
                z.mul(z).mul(-0.5).sub(logDeviations).sub(LOG_ROOT_TWO_PI).sum(2); // [B, K]
        return logWeights.add(logDensity).logsumexp(1).neg();
    }

    /// The mean of each sample's mixture, `[batch, out]`.
    public Tensor mean() {
        return logWeights.exp().unsqueeze(2).mul(means).sum(1);
    }

    /// The mean of the component with the largest weight, `[batch, out]`.
    public Tensor mode() {
        Tensor best = logWeights.detach().argmax(1).view(-1, 1, 1);
        return means.gather(1, best.expand(means.size(0), 1, means.size(2)).contiguous())
                .squeeze(1);
    }

    /// One draw from each sample's mixture, `[batch, out]`.
    public Tensor sample(Generator random) {
        double[] weights = logWeights.detach().exp().toDoubles();
        double[] mu = means.detach().toDoubles();
        double[] sigma = logDeviations.detach().exp().toDoubles();
        int components = means.size(1);
        int out = means.size(2);
        double[] drawn = new double[means.size(0) * out];
        for (int i = 0; i < means.size(0); i++) {
            double u = random.nextDouble();
            int k = 0;
            for (; k < components - 1 && u >= weights[i * components + k]; k++) u -= weights[i * components + k];
            for (int d = 0; d < out; d++) {
                int at = (i * components + k) * out + d;
                drawn[i * out + d] = mu[at] + sigma[at] * random.nextGaussian();
            }
        }
        return Tensor.of(means.dtype(), drawn).view(-1, out);
    }
}
