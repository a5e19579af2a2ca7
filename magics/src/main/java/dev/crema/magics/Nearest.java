package dev.crema.magics;

import java.util.Collection;

/// The right word for a mistyped one.
public final class Nearest {
    private Nearest() {}

    /// `; did you mean --epochs?`, or nothing if no known word is near.
    ///
    /// @param prefix what the words carry in front when typed, such as `--`
    public static String hint(String typed, Collection<String> known, String prefix) {
        String best = null;
        int least = Math.max(2, typed.length() / 3) + 1;
        for (String word : known) {
            int distance = word.startsWith(typed) ? 1 : distance(typed, word);
            if (distance < least) {
                least = distance;
                best = word;
            }
        }
        return best == null ? "" : "; did you mean " + prefix + best + "?";
    }

    /// Levenshtein's distance: insertions, deletions and replacements between two words.
    static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j < previous.length; j++) previous[j] = j;
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j < row.length; j++)
                row[j] = Math.min(
                        Math.min(row[j - 1], previous[j]) + 1,
                        previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1));
            previous = row;
        }
        return previous[b.length()];
    }
}
