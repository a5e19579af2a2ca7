package dev.crema.magics;

import dev.crema.tensor.DType;
import dev.crema.tensor.Generator;
import dev.crema.tensor.Threads;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What `%config` can change: a line for each. What a cell can set by a call is that call's to keep; the rest is
/// kept here.
public enum Setting {
    TABLE_ROWS(50, 1, "how many rows of a table are shown"),
    ARRAY_ELEMENTS(60, 2, "how many elements of an array or a collection are shown"),
    PRINT_LIMIT(1_500_000, 1_000, "how many characters a cell may print before the middle goes to a file"),
    FIGURE("how figures are shown and saved: png, svg or both", "png", "svg", "both"),
    THEME("the colours of figures: light, dark, or auto (light, which reads on every page)", "auto", "light", "dark"),
    DTYPE("the type of tensors made from decimals, DType.defaultFloat", "float32", "float64") {
        @Override
        public String text() {
            return DType.defaultFloat().toString();
        }

        @Override
        void keep(String wanted) {
            DType.defaultFloat(DType.valueOf(wanted.toUpperCase(Locale.ROOT)));
        }
    },
    THREADS(0, 1, "how many cores one operation may use, Threads.set") {
        @Override
        public int value() {
            return Threads.count();
        }

        @Override
        void keep(int wanted) {
            Threads.set(wanted);
        }
    },
    SEED(0, 0, "where the random numbers of the notebook start, Tensor.manualSeed") {
        @Override
        void keep(int wanted) {
            super.keep(wanted);
            Generator.manualSeed(wanted);
        }
    },
    RUNS("the folder that keeps the curves of every run") {
        @Override
        public String text() {
            return RunFiles.folder().toString();
        }

        @Override
        public void set(String wanted) {
            if (wanted.isBlank())
                throw new IllegalArgumentException("runs needs the name of a folder, as in runs=results/runs");
            RunFiles.folder(wanted);
        }
    };

    private final int smallest;
    private final String meaning;
    private final List<String> words;
    private volatile int value;
    private volatile String word = "";

    Setting(int value, int smallest, String meaning) {
        this.value = value;
        this.smallest = smallest;
        this.meaning = meaning;
        words = List.of();
    }

    /// @param words what it may be, the first unless changed; none for a text
    Setting(String meaning, String... words) {
        this.meaning = meaning;
        this.words = Arrays.asList(words);
        smallest = 0;
        word = words.length == 0 ? "" : words[0];
    }

    /// The name as it is typed: `table-rows`.
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The value of a setting that is a number.
    public int value() {
        return value;
    }

    /// The value as it is typed.
    public String text() {
        return words.isEmpty() ? Integer.toString(value()) : word;
    }

    /// What it is for, in a sentence without an end.
    public String meaning() {
        return meaning;
    }

    /// Takes a value as it is typed.
    ///
    /// @throws IllegalArgumentException if it is no word of this setting, no whole number, or too small
    public void set(String wanted) {
        if (words.contains(wanted)) keep(wanted);
        else if (!words.isEmpty())
            throw new IllegalArgumentException(label() + " is one of " + String.join(", ", words) + ", got " + wanted
                    + Nearest.hint(wanted, words, ""));
        else set(number(wanted));
    }

    private int number(String wanted) {
        try {
            return Integer.parseInt(wanted.replace("_", ""));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(label() + " needs a whole number, got " + wanted, e);
        }
    }

    /// @throws IllegalArgumentException if the value is too small
    public void set(int wanted) {
        if (wanted < smallest)
            throw new IllegalArgumentException(label() + " must be at least " + smallest + ", got " + wanted);
        keep(wanted);
    }

    void keep(int wanted) {
        value = wanted;
    }

    void keep(String wanted) {
        word = wanted;
    }
}
