package dev.crema.viz.mark;

import dev.crema.viz.write.Typeface;
import java.util.List;

/// How labels of categories stand along an axis with little room: first smaller, then every second, third, … one.
/// Numbers that only count (classes without names) keep their size and are thinned in round steps.
///
/// @param size of the letters, in pixels
/// @param stride each so manieth label is shown, from the first
/// @param upright whether labels below the plot run from bottom to top
public record CategoryLabels(double size, int stride, boolean upright) {
    /// Smaller letters are no help.
    private static final double SMALLEST = 10;
    /// Rather than smaller ones lie level, they stand.
    private static final double LEVEL = 10.5;

    /// Labels beside the plot.
    ///
    /// @param slot pixels for each category
    public static CategoryLabels beside(List<String> labels, double slot) {
        return counts(labels) ? thinned(Typeface.TEXT, slot) : stacked(slot, false);
    }

    /// Labels below the plot: level where all fit beside each other or may be thinned, else upright.
    ///
    /// @param slot pixels for each category
    public static CategoryLabels below(List<String> labels, double slot) {
        double widest = labels.stream()
                .mapToDouble(label -> Typeface.width(label, Typeface.TEXT))
                .max()
                .orElse(0);
        if (counts(labels)) return thinned(widest + 3, slot);
        double level = Math.floor(2 * Typeface.TEXT * (slot - 3) / Math.max(widest, 1)) / 2;
        if (level >= LEVEL) return new CategoryLabels(Math.min(level, Typeface.TEXT), 1, false);
        return stacked(slot, true);
    }

    private static CategoryLabels stacked(double slot, boolean upright) {
        double size = Math.clamp(0.9 * slot, SMALLEST, Typeface.TEXT);
        if (slot >= SMALLEST) return new CategoryLabels(size, 1, upright);
        return new CategoryLabels(size, (int) Math.ceil(size / Math.max(slot, 0.1)), upright);
    }

    /// @param least pixels from one number to the next
    private static CategoryLabels thinned(double least, double slot) {
        boolean room = slot >= Math.max(least, 1.5 * Typeface.TEXT);
        int stride = room ? 1 : round(Math.max(least + 5, 2 * Typeface.TEXT) / Math.max(slot, 0.1));
        return new CategoryLabels(Typeface.TEXT, stride, false);
    }

    /// Whether the labels are 0, 1, 2, … or 1, 2, 3, …: those between two are clear without being written.
    public static boolean counts(List<String> labels) {
        int first = labels.isEmpty() || labels.getFirst().equals("0") ? 0 : 1;
        for (int i = 0; i < labels.size(); i++) if (!labels.get(i).equals(Integer.toString(first + i))) return false;
        return true;
    }

    /// The next of 1, 2, 5, 10, 20, …
    private static int round(double stride) {
        int unit = 1;
        while (10.0 * unit < stride) unit *= 10;
        for (int factor : new int[] {1, 2, 5}) if (factor * unit >= stride) return factor * unit;
        return 10 * unit;
    }
}
