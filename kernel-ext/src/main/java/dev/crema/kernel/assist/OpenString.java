package dev.crema.kernel.assist;

import org.jspecify.annotations.Nullable;

/// Finds the string literal that the cursor stands in.
final class OpenString {
    private OpenString() {}

    /// What has been typed of a string literal that is still open at the end of the code; null if none is. Text
    /// blocks do not count.
    static @Nullable String before(String code) {
        String line = code.substring(code.lastIndexOf('\n') + 1);
        int open = -1;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\') i++;
            else if (c == '"') open = open < 0 ? i : -1;
            else if (open < 0 && line.startsWith("'\"'", i)) i += 2;
            else if (open < 0 && line.startsWith("//", i)) return null;
        }
        boolean textBlock = open > 1 && line.startsWith("\"\"\"", open - 2);
        return open < 0 || textBlock ? null : line.substring(open + 1);
    }
}
