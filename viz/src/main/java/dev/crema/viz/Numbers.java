package dev.crema.viz;

import dev.crema.tensor.Tensor;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The numbers of a tensor, an array or a list, row by row, with their shape.
///
/// @param values all numbers
/// @param shape the sizes of the dimensions; empty for a single number
record Numbers(double[] values, int[] shape) {
    private static final String WAY_OUT = "give a Tensor, an array or a List of numbers";

    /// The numbers of an argument.
    ///
    /// @param op the call, for messages: `scatter`
    /// @param name the argument, for messages: `y`
    static Numbers of(String op, String name, @Nullable Object given) {
        if (given instanceof double[] array) return new Numbers(array.clone(), new int[] {array.length});
        if (given instanceof Tensor tensor) return of(tensor);
        if (given instanceof List<?> || (given != null && given.getClass().isArray())) return nested(op, name, given);
        throw new IllegalArgumentException(op + ": " + name + " is " + kind(given) + ", not numbers; " + WAY_OUT);
    }

    /// Numbers along one dimension; dimensions of size 1 do not count.
    static double[] row(String op, String name, @Nullable Object given) {
        Numbers numbers = of(op, name, given);
        long longer = Arrays.stream(numbers.shape).filter(size -> size != 1).count();
        if (longer > 1)
            throw new IllegalArgumentException(op + ": " + name + " has shape " + Arrays.toString(numbers.shape)
                    + ", but one number for each point is needed; pick a column, for example x.at(\":\", 0)");
        return numbers.values;
    }

    /// Numbers along two dimensions.
    static double[][] matrix(String op, String name, @Nullable Object given) {
        Numbers numbers = of(op, name, given);
        if (numbers.values.length == 0) return new double[0][];
        if (numbers.shape.length != 2)
            throw new IllegalArgumentException(
                    op + ": " + name + " has shape " + Arrays.toString(numbers.shape)
                            + ", but rows and columns are needed, for example a double[][] or a tensor of shape [rows, columns]");
        double[][] rows = new double[numbers.shape[0]][];
        for (int i = 0; i < rows.length; i++)
            rows[i] = Arrays.copyOfRange(numbers.values, i * numbers.shape[1], (i + 1) * numbers.shape[1]);
        return rows;
    }

    /// Refuses two arguments that do not belong together.
    static void sameLength(String op, String first, int firstLength, String second, int secondLength) {
        if (firstLength == secondLength) return;
        throw new IllegalArgumentException(op + ": " + firstLength + " values of " + first + ", but " + secondLength
                + " of " + second + "; give as many of one as of the other");
    }

    private static Numbers of(Tensor tensor) {
        int[] shape = new int[tensor.dim()];
        for (int i = 0; i < shape.length; i++) shape[i] = tensor.size(i);
        return new Numbers(tensor.toDoubles(), shape);
    }

    private static Numbers nested(String op, String name, Object given) {
        int[] shape = shape(given);
        int count = 1;
        for (int size : shape) count *= size;
        double[] values = new double[count];
        int filled = fill(op, name, given, shape, 0, values, 0);
        assert filled == count;
        return new Numbers(values, shape);
    }

    private static int[] shape(Object given) {
        int length = length(given);
        Object first = length == 0 ? null : get(given, 0);
        if (first == null || !(first instanceof List<?> || first.getClass().isArray())) return new int[] {length};
        int[] inner = shape(first);
        int[] shape = new int[inner.length + 1];
        shape[0] = length;
        System.arraycopy(inner, 0, shape, 1, inner.length);
        return shape;
    }

    private static int fill(String op, String name, Object given, int[] shape, int depth, double[] values, int start) {
        if (length(given) != shape[depth])
            throw new IllegalArgumentException(op + ": the rows of " + name + " differ in length: " + shape[depth]
                    + " and " + length(given) + "; give rows of one length");
        int at = start;
        for (int i = 0; i < shape[depth]; i++) {
            Object item = get(given, i);
            if (depth + 1 < shape.length
                    && item != null
                    && (item instanceof List<?> || item.getClass().isArray())) {
                at = fill(op, name, item, shape, depth + 1, values, at);
            } else if (item instanceof Number number && depth + 1 == shape.length) {
                values[at++] = number.doubleValue();
            } else {
                throw new IllegalArgumentException(
                        op + ": " + name + " holds " + kind(item) + " at " + i + ", not a number; " + WAY_OUT);
            }
        }
        return at;
    }

    private static int length(Object given) {
        return given instanceof List<?> list ? list.size() : Array.getLength(given);
    }

    private static @Nullable Object get(Object given, int index) {
        return given instanceof List<?> list ? list.get(index) : Array.get(given, index);
    }

    static String kind(@Nullable Object given) {
        if (given == null) return "null";
        String name = given.getClass().getSimpleName();
        if (given instanceof CharSequence text && text.length() <= 30) return "a " + name + " (\"" + text + "\")";
        return (name.matches("[AEIOU].*") ? "an " : "a ")
                + (name.isEmpty() ? given.getClass().getName() : name);
    }
}
