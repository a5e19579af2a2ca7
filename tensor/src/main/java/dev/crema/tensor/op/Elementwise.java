package dev.crema.tensor.op;

import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.backend.Elements;

/// Single elements by their position in a storage.
final class Elementwise {
    private Elementwise() {}

    static void copy(Tensor from, long fromElement, Tensor to, long toElement) {
        DType dtype = from.dtype();
        if (dtype.isFloating()) set(to, toElement, get(from, fromElement));
        else
            Elements.setLong(
                    dtype,
                    to.storage().address() + toElement * dtype.bytes(),
                    Elements.getLong(dtype, from.storage().address() + fromElement * dtype.bytes()));
    }

    static void add(Tensor from, long fromElement, Tensor to, long toElement) {
        set(to, toElement, get(to, toElement) + get(from, fromElement));
    }

    static double get(Tensor tensor, long element) {
        return Elements.get(
                tensor.dtype(),
                tensor.storage().address() + element * tensor.dtype().bytes());
    }

    static void set(Tensor tensor, long element, double value) {
        Elements.set(
                tensor.dtype(),
                tensor.storage().address() + element * tensor.dtype().bytes(),
                value);
    }
}
