package dev.crema.tensor.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads JSON (RFC 8259) into maps, lists, strings, `Long`, `Double`, `Boolean` and null, for headers of files.
public final class Json {
    private static final int DEEPEST = 64;

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /// The value of a text.
    ///
    /// @throws IllegalArgumentException naming the position of the first mistake
    public static @Nullable Object parse(String text) {
        Json json = new Json(text);
        @Nullable Object value = json.value(0);
        json.skipSpace();
        if (json.at < text.length()) throw json.wrong("nothing more");
        return value;
    }

    /// A text in quotation marks.
    public static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') quoted.append('\\').append(c);
            else if (c < ' ') quoted.append(String.format("\\u%04x", (int) c));
            else quoted.append(c);
        }
        return quoted.append('"').toString();
    }

    private @Nullable Object value(int depth) {
        if (depth > DEEPEST) throw wrong("at most " + DEEPEST + " levels");
        skipSpace();
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, @Nullable Object> object(int depth) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        at++;
        if (take('}')) return object;
        do {
            skipSpace();
            if (peek() != '"') throw wrong("a name in quotation marks");
            int start = at;
            String name = string();
            if (object.containsKey(name)) {
                at = start;
                throw wrong("a name that was not there before");
            }
            expect(':');
            object.put(name, value(depth + 1));
        } while (take(','));
        expect('}');
        return object;
    }

    private List<@Nullable Object> array(int depth) {
        List<@Nullable Object> array = new ArrayList<>();
        at++;
        if (take(']')) return array;
        do array.add(value(depth + 1));
        while (take(','));
        expect(']');
        return array;
    }

    private String string() {
        StringBuilder string = new StringBuilder();
        for (at++; peek() != '"'; at++) {
            char c = peek();
            if (c == 0 && at >= text.length()) throw wrong("a closing quotation mark");
            if (c == '\\') {
                at++;
                c = escaped();
            }
            string.append(c);
        }
        at++;
        return string.toString();
    }

    private char escaped() {
        char c = peek();
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case '"', '\\', '/' -> c;
            case 'u' -> unicode();
            default -> throw wrong("one of the escapes of JSON");
        };
    }

    private char unicode() {
        try {
            char code = (char) Integer.parseInt(text, at + 1, Math.min(at + 5, text.length()), 16);
            at += 4;
            return code;
        } catch (NumberFormatException none) {
            throw wrong("four hexadecimal digits");
        }
    }

    private Object number() {
        int start = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) at++;
        String digits = text.substring(start, at);
        try {
            if (digits.chars().anyMatch(c -> c == '.' || c == 'e' || c == 'E')) return Double.valueOf(digits);
            return Long.valueOf(digits);
        } catch (NumberFormatException none) {
            at = start;
            throw wrong("a value");
        }
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        if (!text.startsWith(word, at)) throw wrong("a value");
        at += word.length();
        return value;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at++;
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private boolean take(char c) {
        skipSpace();
        if (peek() != c) return false;
        at++;
        return true;
    }

    private void expect(char c) {
        if (!take(c)) throw wrong("'" + c + "'");
    }

    private IllegalArgumentException wrong(String expected) {
        String found = at < text.length() ? "'" + text.charAt(at) + "'" : "the end";
        return new IllegalArgumentException(
                "position " + at + " of the JSON has " + found + " where " + expected + " should be");
    }
}
