package dev.crema.kernel.error;

import java.util.regex.Pattern;

/// The few colours of errors, chosen to be readable on white and on black.
public final class Ansi {
    private static final Pattern SEQUENCE = Pattern.compile("\u001b\\[[0-9;]*m");
    private static final String RESET = "\u001b[0m";

    private Ansi() {}

    static String error(String text) {
        return "\u001b[1;31m" + text + RESET;
    }

    static String place(String text) {
        return "\u001b[36m" + text + RESET;
    }

    static String caret(String text) {
        return "\u001b[31m" + text + RESET;
    }

    static String hint(String text) {
        return "\u001b[32m" + text + RESET;
    }

    /// The text without its colours.
    public static String strip(String text) {
        return SEQUENCE.matcher(text).replaceAll("");
    }
}
