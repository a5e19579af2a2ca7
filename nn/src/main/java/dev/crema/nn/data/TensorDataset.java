package dev.crema.nn.data;

import dev.crema.nn.metrics.ClassNames;
import dev.crema.tensor.Tensor;
import java.util.List;

/// Inputs and targets that are tensors already: sample i is `x.at(i)` with `y.at(i)`.
///
/// ```java
/// var data = TensorDataset.of(x, y);      // x [n, …], y [n] or [n, …]
/// ```
///
/// @param x the inputs, `[n, …]`
/// @param y the targets, `[n, …]`
/// @param name what captions call it
/// @param classes the names of the classes, class 0 first; empty for none
public record TensorDataset(Tensor x, Tensor y, String name, List<String> classes) implements Dataset {
    private static final String NAMELESS = TensorDataset.class.getSimpleName();

    public TensorDataset {
        classes = List.copyOf(classes);
        if (x.dim() == 0 || y.dim() == 0 || x.size(0) != y.size(0))
            throw new IllegalArgumentException("TensorDataset: inputs " + x.shape() + " and targets " + y.shape()
                    + " must have the same size in the first dimension");
    }

    /// A data set without named classes.
    public TensorDataset(Tensor x, Tensor y, String name) {
        this(x, y, name, List.of());
    }

    /// A data set of these inputs and targets. It knows the names of its classes if the targets do, as those of
    /// `frame.labels("species")`.
    public static TensorDataset of(Tensor x, Tensor y) {
        return new TensorDataset(x, y, NAMELESS, ClassNames.of(y));
    }

    /// This data set under another name.
    public TensorDataset named(String newName) {
        return new TensorDataset(x, y, newName, classes);
    }

    /// This data set with names for its classes, class 0 first: `withClasses(frame.unique("species"))`.
    public TensorDataset withClasses(List<String> names) {
        return new TensorDataset(x, y, name, names);
    }

    @Override
    public boolean isNamed() {
        return !name.equals(NAMELESS);
    }

    @Override
    public int size() {
        return x.size(0);
    }

    @Override
    public Sample get(int index) {
        return new Sample(x.at(index), y.at(index));
    }

    @Override
    public Batch batch(int[] indices, int position) {
        boolean inOrder = indices.length > 0;
        for (int i = 1; inOrder && i < indices.length; i++) inOrder = indices[i] == indices[0] + i;
        if (inOrder) return new Batch(narrow(x, indices), narrow(y, indices), position);
        Tensor picked = Tensor.of(indices);
        return new Batch(x.indexSelect(0, picked), y.indexSelect(0, picked), position);
    }

    private static Tensor narrow(Tensor tensor, int[] indices) {
        return tensor.narrow(0, indices[0], indices.length);
    }

    @Override
    public Tensor targets() {
        return y;
    }

    @Override
    public Batch all() {
        return new Batch(x, y, 0);
    }

    /// Name, number of samples and shapes.
    @Override
    public String toString() {
        return name + ", " + size() + " samples, x " + x.shape() + ", y " + y.shape();
    }
}
