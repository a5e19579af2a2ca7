package dev.crema.viz;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Values along an axis. Names stand at 0, 1, 2, … in the order in which they first come.
///
/// @param names the names of the axis; empty for numbers
record Places(double[] values, List<String> names) {
    Places {
        names = List.copyOf(names);
    }

    static Places of(String op, String name, @Nullable Object given) {
        if (!Labels.areNames(given)) return new Places(Numbers.row(op, name, given), List.of());
        List<String> labels = Labels.of(op, name, given);
        Map<String, Integer> indices = new LinkedHashMap<>();
        double[] values = new double[labels.size()];
        for (int i = 0; i < values.length; i++) {
            indices.putIfAbsent(labels.get(i), indices.size());
            values[i] = indices.getOrDefault(labels.get(i), 0);
        }
        return new Places(values, List.copyOf(indices.keySet()));
    }
}
