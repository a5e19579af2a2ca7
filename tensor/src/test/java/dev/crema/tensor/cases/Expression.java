package dev.crema.tensor.cases;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Evaluates Python expressions over tensors while it reads them: enough of the language for one line of PyTorch,
/// and for assignments before it (`z = A.clone(); z[:, 1] = 1; z`).
final class Expression {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(\\d+\\.?\\d*(?:[eE][-+]?\\d+)?|\\.\\d+(?:[eE][-+]?\\d+)?)|([A-Za-z_]\\w*)|('[^']*'|\"[^\"]*\")"
                    + "|(\\.\\.\\.|\\*\\*=|//=|\\*\\*|//|<=|>=|==|!=|[-+*/@%&|^]=|[-+*/%@()\\[\\]{},.:;=<>&|^~\\n]))");
    private static final List<String> COMPARISONS = List.of("==", "!=", "<=", ">=", "<", ">");

    private final List<String> tokens = new ArrayList<>();
    private final Map<String, @Nullable Object> names;
    private int at;

    private Expression(String text, Map<String, @Nullable Object> names) {
        this.names = names;
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (end < text.length() && !text.substring(end).isBlank()) {
            matcher.region(end, text.length());
            if (!matcher.lookingAt()) throw new IllegalArgumentException("cannot read: " + text.substring(end));
            tokens.add(matcher.group().strip());
            end = matcher.end();
        }
    }

    /// The value of the last statement. Names that are assigned to are added to `names`.
    static @Nullable Object evaluate(String text, Map<String, @Nullable Object> names) {
        Object value = null;
        for (String line : text.split(";|\\n", -1))
            if (!line.isBlank()) value = new Expression(line.strip(), names).statement();
        return value;
    }

    private @Nullable Object statement() {
        int target = assignment();
        if (target < 0) {
            Object value = tuple();
            if (at < tokens.size())
                throw new IllegalArgumentException("cannot read " + tokens.subList(at, tokens.size()));
            return value;
        }
        String operator = tokens.get(target);
        Object old = operator.equals("=") ? null : part(0, target);
        Object value = part(target + 1, tokens.size());
        if (!operator.equals("=")) value = Operators.binary(operator.substring(0, operator.length() - 1), old, value);
        assign(target, value);
        return value;
    }

    private void assign(int target, @Nullable Object value) {
        if (tokens.get(target - 1).equals("]")) {
            int open = target - 1;
            for (int depth = 1; depth > 0; ) {
                open--;
                if (tokens.get(open).equals("]")) depth++;
                if (tokens.get(open).equals("[")) depth--;
            }
            Object whole = part(0, open);
            at = open + 1;
            Subscripts.assign(Values.tensor(whole), subscript(), value);
        } else if (target > 2 && tokens.get(target - 2).equals(".")) {
            Values.tensor(part(0, target - 2)).detach().assign(Values.tensor(value)); // x.data = y
        } else if (target == 1) names.put(tokens.getFirst(), value);
        else {
            List<?> parts = Values.parts(java.util.Objects.requireNonNull(value));
            for (int i = 0; 2 * i < target; i++) names.put(tokens.get(2 * i), parts.get(i));
        }
    }

    /// Where the sign of an assignment stands, -1 if there is none.
    private int assignment() {
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i);
            if ("([{".contains(token)) depth++;
            else if (")]}".contains(token)) depth--;
            else if (depth == 0 && token.endsWith("=") && !COMPARISONS.contains(token)) return i;
        }
        return -1;
    }

    private @Nullable Object part(int from, int to) {
        Expression part = new Expression("", names);
        part.tokens.addAll(tokens.subList(from, to));
        return part.tuple();
    }

    // ---- from the loosest operator to the tightest ----

    private @Nullable Object tuple() {
        Object first = either();
        if (!peek(",")) return first;
        List<@Nullable Object> all = new ArrayList<>();
        all.add(first);
        while (take(",") && at < tokens.size() && !peek(")")) all.add(either());
        return all;
    }

    private @Nullable Object either() {
        Object left = both();
        while (take("or")) {
            Object right = both();
            left = Values.truth(left) ? left : right;
        }
        return left;
    }

    private @Nullable Object both() {
        Object left = negation();
        while (take("and")) {
            Object right = negation();
            left = Values.truth(left) ? right : left;
        }
        return left;
    }

    private @Nullable Object negation() {
        return take("not") ? (Object) !Values.truth(negation()) : comparison();
    }

    private @Nullable Object comparison() {
        Object left = binary(0);
        while (at < tokens.size() && COMPARISONS.contains(tokens.get(at)))
            left = Operators.binary(tokens.get(at++), left, binary(0));
        return left;
    }

    private static final List<List<String>> LEVELS =
            List.of(List.of("|"), List.of("^"), List.of("&"), List.of("+", "-"), List.of("*", "/", "//", "%", "@"));

    private @Nullable Object binary(int level) {
        if (level == LEVELS.size()) return unary();
        Object left = binary(level + 1);
        while (at < tokens.size() && LEVELS.get(level).contains(tokens.get(at)))
            left = Operators.binary(tokens.get(at++), left, binary(level + 1));
        return left;
    }

    private @Nullable Object unary() {
        for (String sign : List.of("-", "+", "~")) if (take(sign)) return Operators.unary(sign, unary());
        Object base = postfix();
        return take("**") ? Operators.binary("**", base, unary()) : base;
    }

    private @Nullable Object postfix() {
        Object value = atom();
        while (at < tokens.size()) {
            if (take(".")) value = Torch.attribute(value, tokens.get(at++));
            else if (take("(")) value = Torch.call(value, arguments());
            else if (take("[")) value = Subscripts.at(value, subscript());
            else break;
        }
        return value;
    }

    private @Nullable Object atom() {
        if (at >= tokens.size()) throw new IllegalArgumentException("the expression ends too early: " + tokens);
        String token = tokens.get(at++);
        if (token.equals("(") || token.equals("[")) return group(token.equals("(") ? ")" : "]", token.equals("["));
        char first = token.charAt(0);
        if (first == '\'' || first == '"') return token.substring(1, token.length() - 1);
        if (Character.isDigit(first) || first == '.' && token.length() > 1 && !token.equals("..."))
            return token.matches("\\d+") ? (Object) Long.valueOf(token) : (Object) Double.valueOf(token);
        return switch (token) {
            case "True" -> true;
            case "False" -> false;
            case "None" -> null;
            default -> names.containsKey(token) ? names.get(token) : new Torch.Name(null, token);
        };
    }

    private @Nullable Object group(String close, boolean isList) {
        List<@Nullable Object> all = new ArrayList<>();
        boolean comma = false;
        while (!take(close)) {
            all.add(either());
            if (peek("for")) throw new UnsupportedOperationException("comprehensions");
            comma |= take(",");
        }
        return isList || comma || all.isEmpty() ? all : all.getFirst();
    }

    private Arguments arguments() {
        List<@Nullable Object> byPosition = new ArrayList<>();
        Map<String, @Nullable Object> byName = new LinkedHashMap<>();
        while (!take(")")) {
            if (at + 1 < tokens.size() && tokens.get(at + 1).equals("=")) {
                String name = tokens.get(at);
                at += 2;
                byName.put(name, either());
            } else if (take("*")) byPosition.addAll(Values.parts(java.util.Objects.requireNonNull(either())));
            else byPosition.add(either());
            take(",");
        }
        return new Arguments(byPosition, byName);
    }

    /// What stands between brackets.
    private List<@Nullable Object> subscript() {
        List<@Nullable Object> items = new ArrayList<>();
        if (peek("(")) { // x[(0, 1)] is x[0, 1]
            Object value = either();
            if (value instanceof List<?> list) items.addAll(list);
            else items.add(value);
            take(",");
        }
        while (!take("]")) {
            if (take("...")) items.add(Subscripts.REST);
            else items.add(slice());
            take(",");
        }
        return items;
    }

    private @Nullable Object slice() {
        Object from = peek(":") ? null : either();
        if (!take(":")) return from;
        Object to = peek(":") || peek(",") || peek("]") ? null : either();
        Object step = take(":") && !peek(",") && !peek("]") ? either() : null;
        return new Subscripts.Range(from, to, step);
    }

    private boolean peek(String token) {
        return at < tokens.size() && tokens.get(at).equals(token);
    }

    private boolean take(String token) {
        if (!peek(token)) return false;
        at++;
        return true;
    }
}
