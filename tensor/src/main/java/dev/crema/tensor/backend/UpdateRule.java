package dev.crema.tensor.backend;

/// How an optimiser changes one element of a parameter, as its plain definition in double precision. The formulas
/// are those of `torch.optim`.
public sealed interface UpdateRule {
    /// The new value of an element `w` with gradient `g`; `state` holds what the rule remembers of it, and is
    /// changed.
    double apply(double w, double g, double[] state);

    /// The number of state values an element has.
    int states();

    /// `g += decay · w; v = momentum · v + (1 − dampening) · g; w −= rate · v` (Nesterov: `rate · (g + momentum ·
    /// v)`).
    ///
    /// @param first whether there is no velocity yet: it becomes the gradient then
    record Momentum(double rate, double momentum, double dampening, double decay, boolean nesterov, boolean first)
            implements UpdateRule {
        @Override
        public double apply(double w, double g, double[] state) {
            double slope = g + decay * w;
            state[0] = first ? slope : momentum * state[0] + (1 - dampening) * slope;
            return w - rate * (nesterov ? slope + momentum * state[0] : state[0]);
        }

        @Override
        public int states() {
            return 1;
        }
    }

    /// Adam (Kingma and Ba 2015) with `m` and `v` as state: `m = β₁ m + (1 − β₁) g; v = β₂ v + (1 − β₂) g²; w −=
    /// step · m / (√v / root + ε)`. A third state is the largest `v` so far (AMSGrad).
    ///
    /// @param step the rate over `1 − β₁ᵗ`
    /// @param root the square root of `1 − β₂ᵗ`
    /// @param decay added to the gradient as `decay · w`
    /// @param shrink what the weight is multiplied with first: 1, or `1 − rate · decay` of AdamW
    record Adam(
            double step,
            double root,
            double beta1,
            double beta2,
            double epsilon,
            double decay,
            double shrink,
            boolean largest)
            implements UpdateRule {
        @Override
        public double apply(double w, double g, double[] state) {
            double slope = g + decay * w;
            state[0] = beta1 * state[0] + (1 - beta1) * slope;
            state[1] = beta2 * state[1] + (1 - beta2) * slope * slope;
            double v = state[1];
            if (largest) {
                state[2] = Math.max(state[2], v);
                v = state[2];
            }
            return shrink * w - step * state[0] / (Math.sqrt(v) / root + epsilon);
        }

        @Override
        public int states() {
            return largest ? 3 : 2;
        }
    }

    /// RMSprop (Hinton 2012): `v = α v + (1 − α) g²; w −= rate · g / (√v + ε)`. Further state, in this order: the
    /// velocity if there is momentum, the mean gradient if centered (its square is taken from v).
    record RmsProp(double rate, double alpha, double epsilon, double decay, double momentum, boolean centered)
            implements UpdateRule {
        @Override
        public double apply(double w, double g, double[] state) {
            double slope = g + decay * w;
            state[0] = alpha * state[0] + (1 - alpha) * slope * slope;
            double v = state[0];
            int last = states() - 1;
            if (centered) {
                state[last] = alpha * state[last] + (1 - alpha) * slope;
                v -= state[last] * state[last];
            }
            double change = slope / (Math.sqrt(v) + epsilon);
            if (momentum > 0) {
                state[1] = momentum * state[1] + change;
                change = state[1];
            }
            return w - rate * change;
        }

        @Override
        public int states() {
            return 1 + (momentum > 0 ? 1 : 0) + (centered ? 1 : 0);
        }
    }

    /// Adagrad (Duchi, Hazan and Singer 2011): `s += g²; w −= rate · g / (√s + ε)`.
    record Adagrad(double rate, double epsilon, double decay) implements UpdateRule {
        @Override
        public double apply(double w, double g, double[] state) {
            double slope = g + decay * w;
            state[0] += slope * slope;
            return w - rate * slope / (Math.sqrt(state[0]) + epsilon);
        }

        @Override
        public int states() {
            return 1;
        }
    }
}
