package dev.crema.tensor.backend;

/// How a kernel slides along one axis, all in elements.
///
/// @param size elements it covers
/// @param stride from one position to the next
/// @param padding zeros before the first and after the last element
/// @param dilation the distance between the elements it covers
public record Window(int size, int stride, int padding, int dilation) {
    /// A window that moves in steps of its own size.
    public static Window of(int size) {
        return new Window(size, size, 0, 1);
    }

    /// From the first element it covers to the last.
    public int extent() {
        return dilation * (size - 1) + 1;
    }

    /// In how many positions it lies within `inputs` elements and their padding; none or less if it is too large.
    public int outputs(int inputs) {
        return Math.floorDiv(inputs + 2 * padding - extent(), stride) + 1;
    }
}
