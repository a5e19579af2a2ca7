package dev.crema.kernel.assist;

import dev.crema.kernel.display.ValueText;
import dev.crema.kernel.error.Names;
import dev.crema.kernel.eval.Evaluator;
import dev.crema.magics.Views;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A variable of the notebook as a panel of the front end lists it. No code of the notebook runs for it and no data
/// is copied, so that it can be made while a cell runs.
///
/// @param type the simple name of the value's class; empty for null
/// @param value a few words
public record VariableView(String name, String type, String value) {
    private static final int WIDTH = 100;

    /// All variables, sorted by name.
    public static List<VariableView> all(Evaluator evaluator) {
        var variables = evaluator.variables();
        return variables.names().stream()
                .map(name -> of(name, variables.value(name)))
                .toList();
    }

    private static VariableView of(String name, @Nullable Object value) {
        if (value == null) return new VariableView(name, "", "null");
        return new VariableView(name, Names.of(value.getClass()), text(value));
    }

    private static String text(Object value) {
        String brief = Views.brief(value);
        if (brief != null) return brief;
        return switch (value) {
            case CharSequence text when text.length() > WIDTH -> "\"" + text.subSequence(0, WIDTH) + "…\"";
            case CharSequence text -> "\"" + text + "\"";
            case Number number when isJdk(value) -> ValueText.of(number);
            case Boolean truth -> truth.toString();
            case Character character -> "'" + character + "'";
            case Enum<?> constant -> constant.name();
            case Collection<?> values when isJdk(value) -> values.size() + " elements";
            case Map<?, ?> map when isJdk(value) -> map.size() + " entries";
            default -> value.getClass().isArray() ? Array.getLength(value) + " elements" : "";
        };
    }

    /// Others may compute in these methods, or wait.
    private static boolean isJdk(Object value) {
        return value.getClass().getClassLoader() == null;
    }
}
