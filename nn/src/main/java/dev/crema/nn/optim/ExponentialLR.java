package dev.crema.nn.optim;

/// The rate times `gamma` every epoch.
///
/// ```java
/// var scheduler = new ExponentialLR(optimizer, 0.9);
/// ```
public final class ExponentialLR extends PlannedScheduler {
    private final double gamma;

    /// Multiplies the rate with `gamma` after every epoch.
    public ExponentialLR(Optimizer optimizer, double gamma) {
        super(optimizer);
        this.gamma = notNegative("ExponentialLR", "gamma", gamma);
    }

    @Override
    double rate(int epochs, double base) {
        return base * Math.pow(gamma, epochs);
    }
}
