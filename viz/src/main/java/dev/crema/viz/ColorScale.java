package dev.crema.viz;

import dev.crema.viz.mark.ColorBar;
import dev.crema.viz.scale.Scale;
import dev.crema.viz.scale.Ticks;
import dev.crema.viz.theme.Theme;
import dev.crema.viz.write.Bounds;
import dev.crema.viz.write.Element;
import dev.crema.viz.write.Element.Anchor;
import dev.crema.viz.write.Pixels;
import dev.crema.viz.write.Typeface;
import java.util.List;

/// Colour bars to the right of a plot, one for each mark whose colours stand for values.
final class ColorScale {
    private static final double BAR = 10;
    private static final double GAP = 16;
    private static final int SHADES = 128;

    private ColorScale() {}

    /// How much room the bars take, in pixels.
    static double width(List<ColorBar> bars) {
        double width = 0;
        for (ColorBar bar : bars) width += GAP + BAR + 6 + labelWidth(ticks(bar));
        return width;
    }

    static void draw(List<ColorBar> bars, Theme theme, Bounds plot, List<Element> elements) {
        double x = plot.right() + GAP;
        for (ColorBar bar : bars) {
            int[] shades = new int[SHADES];
            for (int i = 0; i < SHADES; i++)
                shades[i] = 0xFF000000 | bar.map().at(1 - i / (SHADES - 1.0)).value();
            elements.add(new Element.Picture(x, plot.y(), BAR, plot.height(), new Pixels(1, SHADES, shades)));
            Ticks ticks = ticks(bar);
            Scale scale = Scale.linear(bar.range(), false);
            for (int i = 0; i < ticks.values().length; i++) {
                double y =
                        plot.bottom() - scale.at(ticks.values()[i]) * plot.height() + Typeface.MIDDLE * Typeface.TEXT;
                elements.add(new Element.TextRun(
                        ticks.labels().get(i),
                        x + BAR + 6,
                        Math.round(y),
                        Typeface.TEXT,
                        theme.muted(),
                        Anchor.START,
                        false));
            }
            x += GAP + BAR + 6 + labelWidth(ticks);
        }
    }

    private static Ticks ticks(ColorBar bar) {
        return Scale.linear(bar.range(), false).ticks(6);
    }

    private static double labelWidth(Ticks ticks) {
        return ticks.labels().stream()
                .mapToDouble(label -> Typeface.width(label, Typeface.TEXT))
                .max()
                .orElse(0);
    }
}
