package dev.crema.viz.scale;

/// Equal steps for equal ratios. Zero and negative values have no place.
///
/// @param low the value at the low end, positive
/// @param high the value at the high end
public record LogScale(double low, double high) implements Scale {
    @Override
    public double at(double value) {
        if (value <= 0) return Double.NaN;
        return Math.log(value / low) / Math.log(high / low);
    }

    @Override
    public Ticks ticks(int target) {
        return Ticks.log(low, high);
    }
}
