package dev.crema.nn.data;

import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// Names as classes from 0, in alphabetical order, and back.
///
/// ```java
/// var encoder = LabelEncoder.of(List.of("cat", "dog", "cat"));
/// println(encoder.transform(List.of("dog", "cat")));      // [1, 0]
/// ```
///
/// @param classes the names, sorted, each once
public record LabelEncoder(List<String> classes) {
    public LabelEncoder {
        classes = classes.stream().sorted().distinct().toList();
    }

    /// An encoder of the names that occur here.
    public static LabelEncoder of(List<String> labels) {
        return new LabelEncoder(labels);
    }

    /// The classes of names, int64 `[labels]`.
    ///
    /// @throws IllegalArgumentException naming one that was not there before
    public Tensor transform(List<String> labels) {
        int[] indices = labels.stream().mapToInt(this::index).toArray();
        return Tensor.of(DType.INT64, indices);
    }

    private int index(String label) {
        int index = Collections.binarySearch(classes, label);
        if (index < 0)
            throw new IllegalArgumentException("LabelEncoder: \"" + label + "\" is none of the classes " + classes);
        return index;
    }

    /// The names of classes.
    ///
    /// @throws IllegalArgumentException naming a number that is no class
    public List<String> inverse(Tensor labels) {
        return Arrays.stream(labels.reshape(-1).toInts()).mapToObj(this::name).toList();
    }

    private String name(int index) {
        if (index < 0 || index >= classes.size())
            throw new IllegalArgumentException(
                    "LabelEncoder: there is no class " + index + " among the " + classes.size() + " " + classes);
        return classes.get(index);
    }
}
