package dev.crema.kernel.error;

import java.util.List;

/// A source line with a caret below the character that matters.
final class Excerpt {
    private Excerpt() {}

    static List<String> of(int line, String text, int column) {
        String visible = text.replace('\t', ' ').stripTrailing();
        String number = String.format("%4d", line);
        int at = Math.min(column, visible.length());
        return List.of(
                number + " │ " + visible, " ".repeat(number.length()) + " │ " + " ".repeat(at) + Ansi.caret("^"));
    }
}
