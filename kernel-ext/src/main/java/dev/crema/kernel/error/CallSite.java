package dev.crema.kernel.error;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the column in a source line at which something was thrown. Java's stack traces know lines only; but they
/// know which method the line called, and that is usually named there once.
final class CallSite {
    private static final Pattern INVOKED = Pattern.compile("Cannot invoke \"[^\"]*?([\\p{L}_$][\\p{L}\\p{N}_$]*)\\(");

    private CallSite() {}

    /// The column of the call or operation; of the first word if it cannot be told.
    ///
    /// @param called the frame that the line called; null if the line itself threw
    static int column(String line, Throwable thrown, @Nullable StackTraceElement called) {
        int first = line.length() - line.stripLeading().length();
        int found = called == null ? own(line, thrown) : find(line, call(called));
        return found < 0 ? first : found;
    }

    private static String call(StackTraceElement called) {
        String method = called.getMethodName();
        if (!method.equals("<init>")) return "\\b" + Pattern.quote(method) + "\\s*(?=\\()";
        String type = Names.method(called).replaceFirst("^new ", "");
        return "\\bnew\\s+[\\w.]*" + Pattern.quote(type.substring(type.lastIndexOf('.') + 1)) + "\\b";
    }

    private static int own(String line, Throwable thrown) {
        return switch (thrown) {
            case ArithmeticException e -> find(line, "[/%](?![/*])");
            case ArrayIndexOutOfBoundsException e -> find(line, "\\[");
            case NegativeArraySizeException e -> find(line, "\\bnew\\b");
            case NullPointerException e -> {
                Matcher invoked = INVOKED.matcher(String.valueOf(e.getMessage()));
                yield invoked.find() ? find(line, "\\b" + Pattern.quote(invoked.group(1)) + "\\s*(?=\\()") : -1;
            }
            default -> find(line, "\\bthrow\\b");
        };
    }

    /// Where the pattern matches; -1 if nowhere or in several places.
    private static int find(String line, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(line);
        if (!matcher.find()) return -1;
        int at = matcher.start();
        return matcher.find() ? -1 : at;
    }
}
