package dev.crema.viz;

import dev.crema.nn.metrics.ClassNames;
import dev.crema.tensor.Tensor;
import dev.crema.viz.scale.Decimals;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
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

    /// The name of a class in an argument: a tensor may know it; else its number.
    static String ofClass(@Nullable Object given, double number) {
        List<String> names = given instanceof Tensor tensor ? ClassNames.of(tensor) : List.of();
        boolean named = number == Math.rint(number) && number >= 0 && number < names.size();
        return named ? names.get((int) number) : Decimals.plain(number);
    }

    /// The classes in an argument, and their names in the order of their numbers: texts are numbered from 0,
    /// sorted.
    static Classes classes(String op, String name, @Nullable Object given) {
        if (!areNames(given)) return new Classes(Numbers.row(op, name, given), number -> ofClass(given, number));
        List<String> texts = of(op, name, given);
        List<String> sorted = texts.stream().distinct().sorted().toList();
        return new Classes(texts.stream().mapToDouble(sorted::indexOf).toArray(), k -> sorted.get((int) k));
    }

    /// @param of the number of the class of each point
    /// @param name the name of a class
    record Classes(double[] of, DoubleFunction<String> name) {}

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
