package dev.crema.magics;

import dev.crema.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The words of a magic's line: those without a name in front, and options such as `--epochs 10`. Words split at
/// spaces outside quotes and brackets; `{…}` encloses an expression with spaces or operators.
public final class MagicArguments {
    private static final Pattern LAMBDA = Pattern.compile("(\\w+|\\([\\w\\s,]*\\))\\s*->");

    private final String magic;
    private final Host host;
    private final List<String> words = new ArrayList<>();
    private final Map<String, String> options = new LinkedHashMap<>();

    private MagicArguments(String magic, Host host) {
        this.magic = magic;
        this.host = host;
    }

    /// An option that a magic knows.
    ///
    /// @param name without the dashes
    /// @param takesValue whether the next word belongs to it
    public record Option(String name, boolean takesValue) {
        /// An option with a value.
        public static Option value(String name) {
            return new Option(name, true);
        }

        /// An option that is there or not.
        public static Option flag(String name) {
            return new Option(name, false);
        }
    }

    /// Reads a line.
    ///
    /// @throws MagicException for an option that is not known, naming the nearest, or a value that is missing
    public static MagicArguments read(String magic, String line, Host host, List<Option> known) {
        MagicArguments arguments = new MagicArguments(magic, host);
        List<String> words = MagicWords.split(magic, line);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("--") || word.length() == 2) {
                arguments.words.add(word);
                continue;
            }
            Option option = arguments.option(word.substring(2), known);
            if (!option.takesValue()) arguments.options.put(option.name(), "");
            else if (i + 1 == words.size() || words.get(i + 1).startsWith("--"))
                throw new MagicException(magic, "--" + option.name() + " needs a value after it");
            else arguments.options.put(option.name(), words.get(++i));
        }
        return arguments;
    }

    private Option option(String name, List<Option> known) {
        for (Option option : known) if (option.name().equals(name)) return option;
        List<String> names = known.stream().map(Option::name).toList();
        String hint = Nearest.hint(name, names, "--");
        throw new MagicException(
                magic, "no option --" + name + (hint.isEmpty() ? "; there are --" + String.join(" --", names) : hint));
    }

    /// The words that are no options.
    public List<String> words() {
        return List.copyOf(words);
    }

    /// Whether an option was given.
    public boolean has(String option) {
        return options.containsKey(option);
    }

    /// An option as it was typed, without quotes; the default if it was not given.
    public String text(String option, String otherwise) {
        String typed = options.get(option);
        return typed == null ? otherwise : unquoted(typed);
    }

    /// An option as a whole number.
    ///
    /// @throws MagicException if it is something else
    public int integer(String option, int otherwise) {
        if (!has(option)) return otherwise;
        double value = number(option, otherwise);
        if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE)
            throw new MagicException(magic, "--" + option + " needs a whole number, got " + options.get(option));
        return (int) value;
    }

    /// An option as a number: a literal, or an expression of the notebook.
    ///
    /// @throws MagicException if it is something else
    public double number(String option, double otherwise) {
        String typed = options.get(option);
        if (typed == null) return otherwise;
        try {
            return Double.parseDouble(typed.replace("_", ""));
        } catch (NumberFormatException expression) {
            Object value = evaluate(typed);
            if (value instanceof Number number) return number.doubleValue();
            if (value instanceof Tensor tensor && tensor.numel() == 1) return tensor.item();
            throw new MagicException(
                    magic, "--" + option + " needs a number, got " + typed + " (" + describe(value) + ")");
        }
    }

    /// The value of a word, which must be of this type.
    ///
    /// @param what it is called in the usage, such as `MODEL`
    /// @throws MagicException if the word is missing, does not compile, or is something else
    public <T> T value(int word, String what, Class<T> type) {
        if (word >= words.size())
            throw new MagicException(magic, what + " is missing; %" + magic + "? shows the usage");
        return cast(words.get(word), what, type);
    }

    /// The value of an option, which must be of this type; null if it was not given.
    ///
    /// @throws MagicException if it does not compile, or is something else
    public <T> @Nullable T value(String option, Class<T> type) {
        String typed = options.get(option);
        return typed == null ? null : cast(typed, "--" + option, type);
    }

    /// Whether an option is a lambda, such as `{(p, t) -> p.sub(t).abs().mean()}`.
    boolean isLambda(String option) {
        return LAMBDA.matcher(bare(text(option, ""))).lookingAt();
    }

    /// The value of an option that is a lambda; null if it is none.
    ///
    /// @param type the functional interface as Java source
    /// @throws MagicException if it does not compile
    @Nullable
    Object lambda(String option, String type) {
        return isLambda(option) ? evaluate("(" + type + ") (" + bare(text(option, "")) + ")") : null;
    }

    private <T> T cast(String expression, String what, Class<T> type) {
        Object value = LAMBDA.matcher(bare(expression)).lookingAt()
                ? evaluate("(" + type.getName() + ") (" + bare(expression) + ")")
                : evaluate(expression);
        if (type.isInstance(value)) return type.cast(value);
        throw new MagicException(
                magic,
                what + " must be " + article(type.getSimpleName()) + ", but " + expression + " is " + describe(value));
    }

    /// The value of an expression of the notebook.
    ///
    /// @throws MagicException if it does not compile
    public @Nullable Object evaluate(String expression) {
        String source = bare(expression);
        try {
            return host.evaluate(source);
        } catch (Host.ExpressionException failure) {
            throw new NoValueException(magic, source + ": " + failure.getMessage());
        }
    }

    /// An expression without the braces around it.
    static String bare(String expression) {
        boolean enclosed = expression.startsWith("{") && expression.endsWith("}");
        return (enclosed ? expression.substring(1, expression.length() - 1) : expression).strip();
    }

    /// An expression that does not compile.
    static final class NoValueException extends MagicException {
        NoValueException(String magic, String message) {
            super(magic, message);
        }
    }

    private static String describe(@Nullable Object value) {
        return value == null ? "null" : article(value.getClass().getSimpleName());
    }

    private static String article(String noun) {
        boolean vowel = !noun.isEmpty() && "AEIOUaeiou".indexOf(noun.charAt(0)) >= 0;
        return (vowel ? "an " : "a ") + noun;
    }

    /// A word without the quotes around it.
    static String unquoted(String typed) {
        boolean quoted = typed.length() >= 2
                && (typed.charAt(0) == '"' || typed.charAt(0) == '\'')
                && typed.charAt(typed.length() - 1) == typed.charAt(0);
        return quoted ? typed.substring(1, typed.length() - 1) : typed;
    }
}
