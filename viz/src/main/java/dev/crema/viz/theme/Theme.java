package dev.crema.viz.theme;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The colours of a figure. Figures name colours by their part in the theme, so one figure draws in both.
///
/// ```java
/// figure.svg(Theme.DARK)
/// figure.color("C1")               // the second colour of the palette, in any theme
/// figure.color("#d55e00")          // this colour, in every theme
/// ```
///
/// @param background what the whole figure is filled with; never transparent
/// @param ink titles and labels
/// @param muted tick labels and legends
/// @param grid lines behind the data
/// @param axis base lines and ticks
/// @param right the full colour of a confusion matrix' diagonal
/// @param wrong the full colour of its mistakes
/// @param palette the colours of series, at least 3:1 against the background
public record Theme(Rgb background, Rgb ink, Rgb muted, Rgb grid, Rgb axis, Rgb right, Rgb wrong, List<Rgb> palette) {

    public static final Theme LIGHT = new Theme(
            Rgb.WHITE,
            Rgb.of(0x222222),
            Rgb.of(0x555555),
            Rgb.of(0xE4E4E4),
            Rgb.of(0x999999),
            Rgb.of(0x08519C),
            Rgb.of(0xD55E00),
            List.of(Rgb.of(0x0072B2), Rgb.of(0xD55E00), Rgb.of(0x009E73), Rgb.of(0xCC79A7), Rgb.of(0x7F7F7F)));

    public static final Theme DARK = new Theme(
            Rgb.of(0x111111),
            Rgb.of(0xEEEEEE),
            Rgb.of(0xBBBBBB),
            Rgb.of(0x333333),
            Rgb.of(0x777777),
            Rgb.of(0x56B4E9),
            Rgb.of(0xF28E2B),
            List.of(Rgb.of(0x56B4E9), Rgb.of(0xF28E2B), Rgb.of(0x2DC79A), Rgb.of(0xE39AC6), Rgb.of(0xA8A8A8)));

    /// CSS's values for the names that people type, and matplotlib's single letters.
    private static final Map<String, Integer> NAMES = new TreeMap<>(Map.ofEntries(
            Map.entry("black", 0x000000),
            Map.entry("white", 0xFFFFFF),
            Map.entry("red", 0xFF0000),
            Map.entry("green", 0x008000),
            Map.entry("blue", 0x0000FF),
            Map.entry("orange", 0xFFA500),
            Map.entry("purple", 0x800080),
            Map.entry("brown", 0xA52A2A),
            Map.entry("pink", 0xFFC0CB),
            Map.entry("gray", 0x808080),
            Map.entry("grey", 0x808080),
            Map.entry("olive", 0x808000),
            Map.entry("navy", 0x000080),
            Map.entry("teal", 0x008080),
            Map.entry("cyan", 0x00FFFF),
            Map.entry("magenta", 0xFF00FF),
            Map.entry("yellow", 0xFFFF00),
            Map.entry("gold", 0xFFD700),
            Map.entry("k", 0x000000),
            Map.entry("w", 0xFFFFFF),
            Map.entry("r", 0xFF0000),
            Map.entry("g", 0x008000),
            Map.entry("b", 0x0000FF),
            Map.entry("c", 0x00BFBF),
            Map.entry("m", 0xBF00BF),
            Map.entry("y", 0xBFBF00)));

    public Theme {
        palette = List.copyOf(palette);
    }

    /// The colour of the series with this index; the palette repeats.
    public Rgb series(int index) {
        return palette.get(index % palette.size());
    }

    /// The colour of this name: `C0`, `C1`, … of the palette, `ink`, `muted`, `background`, a CSS name, or
    /// `#rrggbb`.
    public Rgb color(String name) {
        String key = name.strip().toLowerCase(Locale.ROOT);
        Integer known = NAMES.get(key);
        if (known != null) return Rgb.of(known);
        if (key.equals("ink")) return ink;
        if (key.equals("muted")) return muted;
        if (key.equals("background")) return background;
        if (key.matches("c[0-9]{1,2}")) return series(Integer.parseInt(key.substring(1)));
        if (key.matches("#[0-9a-f]{6}")) return Rgb.of(Integer.parseInt(key.substring(1), 16));
        if (key.matches("#[0-9a-f]{3}"))
            return Rgb.of(Integer.parseInt(key.replaceAll("[0-9a-f]", "$0$0").substring(1), 16));
        throw new IllegalArgumentException("color: no colour \"" + name
                + "\"; give #rrggbb, C0 to C4 of the palette, ink, muted, or one of " + NAMES.keySet());
    }
}
