package dev.crema.viz.scale;

/// Equal steps for equal differences.
///
/// @param low the value at the low end
/// @param high the value at the high end
/// @param whole whether ticks stand at whole numbers only
/// @param step from tick to tick; 0 to have as many as are asked for
public record LinearScale(double low, double high, boolean whole, double step) implements Scale {
    @Override
    public double at(double value) {
        return (value - low) / (high - low);
    }

    @Override
    public Ticks ticks(int target) {
        if (step > 0) return Ticks.every(step, low, high);
        return whole ? Ticks.whole(low, high, target) : Ticks.linear(low, high, target);
    }
}
