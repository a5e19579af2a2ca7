package dev.crema.magics;

import java.util.Locale;

/// What `%config` can change about how a notebook shows things: a line for each.
public enum Setting {
    TABLE_ROWS(50, 1, "how many rows of a table are shown"),
    ARRAY_ELEMENTS(60, 2, "how many elements of an array or a collection are shown"),
    PRINT_LIMIT(1_500_000, 1_000, "how many characters a cell may print before the middle goes to a file");

    private final int smallest;
    private final String meaning;
    private volatile int value;

    Setting(int value, int smallest, String meaning) {
        this.value = value;
        this.smallest = smallest;
        this.meaning = meaning;
    }

    /// The name as it is typed: `table-rows`.
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public int value() {
        return value;
    }

    /// What it is for, in a sentence without an end.
    public String meaning() {
        return meaning;
    }

    /// @throws IllegalArgumentException if the value is too small
    public void set(int wanted) {
        if (wanted < smallest)
            throw new IllegalArgumentException(label() + " must be at least " + smallest + ", got " + wanted);
        value = wanted;
    }
}
