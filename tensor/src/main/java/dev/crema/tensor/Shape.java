package dev.crema.tensor;

import java.util.Arrays;

/// The sizes of a tensor's dimensions. Prints as `[32, 784]`; a scalar has no dimension and prints as `[]`.
public final class Shape {
    private final int[] sizes;

    private Shape(int[] sizes) {
        this.sizes = sizes;
    }

    /// A shape of these sizes.
    public static Shape of(int... sizes) {
        return new Shape(sizes.clone());
    }

    /// The number of dimensions.
    public int dim() {
        return sizes.length;
    }

    /// The size of one dimension; a negative one counts from the end.
    public int size(int dim) {
        return sizes[dim < 0 ? dim + sizes.length : dim];
    }

    /// The number of elements.
    public long numel() {
        long numel = 1;
        for (int size : sizes) numel *= size;
        return numel;
    }

    /// The sizes as an array of the caller's own.
    public int[] toInts() {
        return sizes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(sizes, shape.sizes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sizes);
    }

    @Override
    public String toString() {
        return Arrays.toString(sizes);
    }
}
