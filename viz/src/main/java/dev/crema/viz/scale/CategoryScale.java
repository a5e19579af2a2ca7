package dev.crema.viz.scale;

import java.util.List;

/// One place for each label, at the whole numbers from 0.
///
/// @param labels in the order of their places
/// @param low the value at the low end, −0.5 unless limits are set
/// @param high the value at the high end
public record CategoryScale(List<String> labels, double low, double high) implements Scale {
    public CategoryScale {
        labels = List.copyOf(labels);
    }

    @Override
    public double at(double value) {
        return (value - low) / (high - low);
    }

    @Override
    public Ticks ticks(int target) {
        double[] values = new double[labels.size()];
        for (int i = 0; i < values.length; i++) values[i] = i;
        return new Ticks(values, labels);
    }
}
