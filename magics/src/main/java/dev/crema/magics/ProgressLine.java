package dev.crema.magics;

import java.util.Locale;

/// The line that says how far something is: a bar, what is done, how fast it goes, how long it will take.
final class ProgressLine {
    private static final int WIDTH = 20;
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

    private ProgressLine() {}

    /// @param done the share that is done, 0 to 1
    static String bar(double done) {
        int eighths = (int) Math.round(Math.clamp(done, 0, 1) * WIDTH * 8);
        StringBuilder bar = new StringBuilder("█".repeat(eighths / 8));
        if (eighths % 8 != 0) bar.append(EIGHTHS.charAt(eighths % 8));
        return bar.append("·".repeat(WIDTH - bar.length())).toString();
    }

    /// A time as people say it: `8 s`, `2 min 05 s`, `1 h 20 min`.
    static String time(double seconds) {
        long whole = Math.round(seconds);
        if (whole < 60) return whole + " s";
        if (whole < 3600) return String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60);
        return String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole / 60 % 60);
    }
}
