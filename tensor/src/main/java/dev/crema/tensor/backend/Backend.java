package dev.crema.tensor.backend;

import dev.crema.tensor.layout.Layout;
import dev.crema.tensor.storage.Storage;

/// What computes everything but matrix products, on storages and layouts. Callers have checked shapes and types:
/// layouts of one call have the same sizes (broadcast ones with stride 0), and storages have the types that a
/// method names.
public interface Backend {
    /// The name, as `crema doctor` prints it.
    String name();

    /// `out = kernel(x)`. COPY converts between any two types, NOT, IS_NAN and IS_FINITE give booleans, all others
    /// keep the type.
    void unary(UnaryKernel kernel, Storage x, Layout xLayout, Storage out, Layout outLayout);

    /// `out = kernel(a, b)`, a and b of one type; out has the same, or is boolean for a predicate.
    void binary(
            BinaryKernel kernel, Storage a, Layout aLayout, Storage b, Layout bLayout, Storage out, Layout outLayout);

    /// `out = kernel(x, scalar)`, types as in `binary`.
    void scalar(BinaryKernel kernel, Storage x, Layout xLayout, double scalar, Storage out, Layout outLayout);

    /// `out = mask ? a : b`; the mask is boolean, the others are of one type.
    void select(
            Storage mask,
            Layout maskLayout,
            Storage a,
            Layout aLayout,
            Storage b,
            Layout bLayout,
            Storage out,
            Layout outLayout);

    /// Sets every element of the layout to one value.
    void fill(Storage out, Layout outLayout, double value);

    /// `y = y + alpha · x`, floats of one type.
    void addScaled(double alpha, Storage x, Layout xLayout, Storage y, Layout yLayout);

    /// Reduces the dimensions of `xLayout` from `kept` on to one element each; `out` is dense with the sizes before
    /// them. Sums of integers and booleans are int64. An empty sum is 0, an empty product 1.
    void reduce(ReductionKernel kernel, Storage x, Layout xLayout, int kept, Storage out);

    /// The position (int64) of the first largest (MAX) or smallest (MIN) element along the last dimension; NaN
    /// counts as both.
    void position(ReductionKernel kernel, Storage x, Layout xLayout, Storage out);

    /// Softmax, or its logarithm, along the last dimension of `xLayout`; `out` is dense.
    void softmax(boolean logarithm, Storage x, Layout xLayout, Storage out);

    /// In the one element of `out` the mean of `(x - y)²`, for dense x and y of one float type and equal sizes; NaN
    /// for none.
    void squaredError(Storage x, Layout xLayout, Storage y, Layout yLayout, Storage out);

    /// For dense logits `[rows, classes]` and int64 targets `[rows]`: in `losses[row]` the cross-entropy, and in
    /// `gradient` `(softmax - onehot) · scale`, dense, of the type of the logits.
    void crossEntropy(
            Storage logits, int rows, int classes, Storage targets, double scale, Storage losses, Storage gradient);

    /// Changes a parameter along its gradient by the rule of an optimiser, element by element in one pass. All
    /// storages are dense from their first element and of one float type; `state` has as many as the rule says.
    void update(UpdateRule rule, Storage parameter, Storage gradient, Storage... state);
}
