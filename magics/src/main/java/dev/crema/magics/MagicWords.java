package dev.crema.magics;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Splits the line of a magic at spaces that stand outside quotes and brackets.
final class MagicWords {
    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";

    private MagicWords() {}

    /// @throws MagicException for a quote or bracket that does not end
    static List<String> split(String magic, String line) {
        List<String> words = new ArrayList<>();
        Deque<Character> open = new ArrayDeque<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0) {
                if (c == '\\' && i + 1 < line.length()) word.append(c).append(line.charAt(++i));
                else {
                    word.append(c);
                    if (c == quote) quote = 0;
                }
                continue;
            }
            if (Character.isWhitespace(c) && open.isEmpty()) {
                if (!word.isEmpty()) words.add(word.toString());
                word.setLength(0);
                continue;
            }
            if (c == '"' || c == '\'') quote = c;
            else if (OPENING.indexOf(c) >= 0) open.push(c);
            else if (CLOSING.indexOf(c) >= 0 && !open.isEmpty()) open.pop();
            word.append(c);
        }
        if (quote != 0) throw new MagicException(magic, "the quote " + quote + " does not end in: " + line);
        if (!open.isEmpty())
            throw new MagicException(magic, "the bracket " + open.peek() + " does not end in: " + line);
        if (!word.isEmpty()) words.add(word.toString());
        return words;
    }
}
