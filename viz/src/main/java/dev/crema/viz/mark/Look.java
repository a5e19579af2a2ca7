package dev.crema.viz.mark;

import dev.crema.viz.theme.Rgb;
import dev.crema.viz.theme.Theme;
import dev.crema.viz.write.Dash;
import dev.crema.viz.write.Stroke;

/// How a mark does look: its style, completed by the theme and its place among the series of the panel.
///
/// @param color of lines, points and bars
/// @param dash of lines
/// @param index the place among the series, from 0
public record Look(Rgb color, Dash dash, int index) {

    /// So many series have colours and dashes of their own; the next are thinner.
    private static final int FIRST_ROUND = 5;
    private static final double THIN = 1.1;

    /// The look of the series with this index.
    public static Look of(Style style, int index, Theme theme) {
        Rgb color = style.color() == null ? theme.series(index) : theme.color(style.color());
        Dash dash = style.dash() == null ? Dash.series(index) : style.dash();
        return new Look(color, dash, index);
    }

    Stroke stroke(Style style) {
        boolean thinner = index >= FIRST_ROUND && style.width() == Style.AUTO.width();
        return new Stroke(color, thinner ? THIN : style.width(), dash, style.alpha());
    }
}
