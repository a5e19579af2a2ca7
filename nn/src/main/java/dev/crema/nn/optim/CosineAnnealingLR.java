package dev.crema.nn.optim;

/// The rate along half a cosine from where it is down to `etaMin` in `tMax` epochs (Loshchilov and Hutter 2017):
/// `etaMin + (lr − etaMin) (1 + cos(π epoch / tMax)) / 2`. Beyond that it rises again.
///
/// ```java
/// var scheduler = new CosineAnnealingLR(optimizer, 50).etaMin(1e-5);
/// ```
public final class CosineAnnealingLR extends PlannedScheduler {
    private final int tMax;
    private double etaMin;

    /// Goes down in `tMax` epochs.
    public CosineAnnealingLR(Optimizer optimizer, int tMax) {
        super(optimizer);
        this.tMax = positive("CosineAnnealingLR", "tMax", tMax);
    }

    /// The least rate, 0 unless said otherwise.
    public CosineAnnealingLR etaMin(double leastRate) {
        etaMin = notNegative("CosineAnnealingLR", "etaMin", leastRate);
        return this;
    }

    @Override
    double rate(int epochs, double base) {
        return etaMin + (base - etaMin) * (1 + Math.cos(Math.PI * epochs / tMax)) / 2;
    }
}
