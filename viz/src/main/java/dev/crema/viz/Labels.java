package dev.crema.viz;

import dev.crema.viz.scale.Decimals;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Names for bars, points and pictures: texts, or numbers as they are written.
final class Labels {
    private Labels() {}

    /// The labels of an argument: a list or an array of anything that prints, or numbers.
    static List<String> of(String op, String name, @Nullable Object given) {
        if (given instanceof List<?> list && !list.stream().allMatch(Number.class::isInstance)) return texts(list);
        if (given instanceof Object[] array && !(array instanceof Number[]) && !(array instanceof Object[][]))
            return of(op, name, Arrays.asList(array));
        if (given instanceof CharSequence)
            throw new IllegalArgumentException(op + ": " + name + " is " + Numbers.kind(given)
                    + ", not a list of labels; give a List, an array or a Tensor, one label for each value");
        return Arrays.stream(Numbers.row(op, name, given))
                .mapToObj(Decimals::plain)
                .toList();
    }

    /// Whether all of an argument are texts: then they name places of an axis.
    static boolean areNames(@Nullable Object given) {
        if (given instanceof List<?> list)
            return !list.isEmpty() && list.stream().allMatch(Labels::isText);
        return given instanceof Object[] array
                && array.length > 0
                && Arrays.stream(array).allMatch(Labels::isText);
    }

    private static boolean isText(@Nullable Object item) {
        return item instanceof CharSequence || item instanceof Character || item instanceof Enum<?>;
    }

    private static List<String> texts(List<?> list) {
        return list.stream()
                .map(item ->
                        item instanceof Number number ? Decimals.plain(number.doubleValue()) : String.valueOf(item))
                .toList();
    }
}
