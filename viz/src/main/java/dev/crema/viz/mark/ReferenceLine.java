package dev.crema.viz.mark;

import dev.crema.viz.theme.Rgb;
import dev.crema.viz.theme.Theme;
import dev.crema.viz.write.Bounds;
import dev.crema.viz.write.Dash;
import dev.crema.viz.write.Element;
import dev.crema.viz.write.Stroke;
import java.util.List;

/// A thin line across the whole plot at one value.
///
/// @param vertical whether it stands at a value of the horizontal axis
public record ReferenceLine(double value, boolean vertical, Style style) implements Mark {
    @Override
    public ReferenceLine with(Style changed) {
        return new ReferenceLine(value, vertical, changed);
    }

    @Override
    public Turn turn() {
        return Turn.PREVIOUS;
    }

    @Override
    public void extend(Extent extent) {
        if (vertical) extent.x(value);
        else extent.y(value);
    }

    @Override
    public void draw(Canvas canvas, Look look) {
        Bounds frame = canvas.frame().bounds();
        double place = vertical ? canvas.x(value) : canvas.y(value);
        double[] path = vertical
                ? new double[] {place, frame.y(), place, frame.bottom()}
                : new double[] {frame.x(), place, frame.right(), place};
        if (!canvas.frame().holds(path[0], path[1])) return;
        canvas.add(new Element.Lines(List.of(path), stroke(canvas.theme())));
    }

    @Override
    public List<LegendEntry> legend(Theme theme, Look look) {
        String label = style.label();
        if (label == null) return List.of();
        return List.of(new LegendEntry(label, stroke(theme).color(), stroke(theme), null, 0));
    }

    @Override
    public String summary() {
        String at = dev.crema.viz.scale.Decimals.plain(value);
        return style.label() == null ? "" : style.label() + " at " + at;
    }

    private Stroke stroke(Theme theme) {
        Rgb color = style.color() == null ? theme.muted() : theme.color(style.color());
        Dash dash = style.dash() == null ? Dash.DASHED : style.dash();
        return new Stroke(color, 1, dash, style.alpha());
    }
}
