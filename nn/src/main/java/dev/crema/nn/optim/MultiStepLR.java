package dev.crema.nn.optim;

import java.util.Arrays;

/// The rate times `gamma` after each of the epochs named.
///
/// ```java
/// var scheduler = new MultiStepLR(optimizer, 0.1, 30, 80);
/// ```
public final class MultiStepLR extends PlannedScheduler {
    private final double gamma;
    private final int[] milestones;

    /// Multiplies the rate with `gamma` after each of these epochs.
    public MultiStepLR(Optimizer optimizer, double gamma, int... milestones) {
        super(optimizer);
        this.gamma = notNegative("MultiStepLR", "gamma", gamma);
        this.milestones = milestones.clone();
        if (Arrays.stream(milestones).anyMatch(m -> m <= 0)) apply(); // 0 is the epoch that comes now
    }

    @Override
    double rate(int epochs, double base) {
        int passed = (int) Arrays.stream(milestones).filter(m -> m <= epochs).count();
        return base * Math.pow(gamma, passed);
    }
}
