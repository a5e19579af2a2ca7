package dev.crema.nn.optim;

/// The rate times `gamma` every `stepSize` epochs.
///
/// ```java
/// var scheduler = new StepLR(optimizer, 30, 0.1);
/// ```
public final class StepLR extends PlannedScheduler {
    private final int stepSize;
    private final double gamma;

    /// Multiplies the rate with `gamma` after every `stepSize` epochs.
    public StepLR(Optimizer optimizer, int stepSize, double gamma) {
        super(optimizer);
        this.stepSize = positive("StepLR", "stepSize", stepSize);
        this.gamma = notNegative("StepLR", "gamma", gamma);
    }

    @Override
    double rate(int epochs, double base) {
        int passed = epochs / stepSize;
        return base * Math.pow(gamma, passed);
    }
}
