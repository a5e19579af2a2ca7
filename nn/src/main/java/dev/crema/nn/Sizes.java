package dev.crema.nn;

import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import java.util.Arrays;
import java.util.function.Supplier;

/// What layers check, and how they say it.
final class Sizes {
    private Sizes() {}

    /// A size down and one across; prints as Python's pair.
    record Pair(int height, int width) {
        static Pair of(int least, String word, int... values) {
            if (values.length == 0 || values.length > 2)
                throw new IllegalArgumentException(word + Arrays.toString(values)
                        + ": give one size, or one for the height and one for the width");
            for (int value : values)
                if (value < least)
                    throw new IllegalArgumentException(word + text(values) + ": must be at least " + least);
            return new Pair(values[0], values[values.length - 1]);
        }

        private static String text(int... values) {
            return Arrays.toString(values).replace('[', '(').replace(']', ')');
        }

        boolean isAll(int value) {
            return height == value && width == value;
        }

        int[] both() {
            return new int[] {height, width};
        }

        /// One number where both are equal.
        String shortly() {
            return height == width ? Integer.toString(height) : toString();
        }

        @Override
        public String toString() {
            return "(" + height + ", " + width + ")";
        }
    }

    static int atLeast(int least, String word, int value) {
        if (value < least) throw new IllegalArgumentException(word + "(" + value + "): must be at least " + least);
        return value;
    }

    /// Refuses an option that would change values that the layer has already.
    static void beforeUse(Module layer, String call) {
        if (layer.isBuilt())
            throw new IllegalStateException(layer.label() + "." + call
                    + ": the layer has its values already; say it where the layer is made: new "
                    + layer.getClass().getSimpleName() + "(…)." + call);
    }

    static void checkType(String label, DType dtype, Tensor x) {
        if (x.dtype() != dtype)
            throw new IllegalArgumentException(label + " computes with " + dtype + ", got " + x.dtype() + " "
                    + x.shape() + "; convert with x.to(" + dtype.name() + ")");
    }

    /// Runs an operation; if it refuses its input, the message names the layer, too.
    static Tensor named(String label, Supplier<Tensor> operation) {
        try {
            return operation.get();
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(label + ": " + refused.getMessage(), refused);
        }
    }
}
