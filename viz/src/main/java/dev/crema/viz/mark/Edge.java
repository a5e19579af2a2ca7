package dev.crema.viz.mark;

import dev.crema.viz.scale.Decimals;
import dev.crema.viz.theme.Rgb;
import dev.crema.viz.write.Bounds;
import dev.crema.viz.write.Element;
import dev.crema.viz.write.Marker;
import java.util.ArrayList;
import java.util.List;

/// Values that have no place between the axes: NaN, infinities, and on a log axis what is not positive. They get a
/// mark on the edge, a cross for NaN, a triangle that points to where the value went, and a few words above the
/// plot.
final class Edge {
    private static final double SIZE = 7;

    private Edge() {}

    /// Marks the first of each run of such values.
    static void draw(Canvas canvas, double[] x, double[] y, Rgb color) {
        Bounds frame = canvas.frame().bounds();
        var crosses = new Clip.Path();
        var up = new Clip.Path();
        var down = new Clip.Path();
        double before = 0;
        double lastPlace = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < y.length; i++) {
            double value = y[i];
            boolean placed = Double.isFinite(canvas.y(value));
            boolean starts = Double.compare(value, before) != 0;
            before = value;
            if (placed || !starts || !Double.isFinite(x[i])) continue;
            double place = canvas.x(x[i]);
            boolean crowded = place >= lastPlace && place - lastPlace < SIZE;
            if (crowded || place < frame.x() - 1 || place > frame.right() + 1) continue;
            lastPlace = place;
            if (Double.isNaN(value)) crosses.add(place, frame.y() + 1);
            else if (value > 0) up.add(place, frame.y() + 1);
            else down.add(place, frame.bottom() - SIZE / 2);
        }
        add(canvas, crosses, Marker.CROSS, color);
        add(canvas, up, Marker.TRIANGLE, color);
        add(canvas, down, Marker.DOWN, color);
    }

    private static void add(Canvas canvas, Clip.Path places, Marker marker, Rgb color) {
        if (places.size() == 0) return;
        canvas.add(new Element.Markers(places.toArray(), marker, SIZE, color, 1));
    }

    /// The words for values that run along an axis: `train became NaN at epoch 7` if it stays so, else how many.
    static List<String> notes(double[] x, double[] y, String name, String xName, boolean log) {
        var notes = new ArrayList<String>();
        int lost = y.length;
        while (lost > 0 && !Double.isFinite(y[lost - 1])) lost--;
        if (lost < y.length && lost > 0) {
            String what = Double.isNaN(y[lost]) ? "NaN" : "infinite";
            notes.add(name + " became " + what + " at " + xName + " " + Decimals.plain(x[lost]));
        }
        int end = notes.isEmpty() ? y.length : lost;
        notes.addAll(counts(y, end, name, log));
        return notes;
    }

    /// How many of the first `end` values have no place.
    static List<String> counts(double[] y, int end, String name, boolean log) {
        int nan = 0;
        int infinite = 0;
        int low = 0;
        for (int i = 0; i < end; i++) {
            if (Double.isNaN(y[i])) nan++;
            else if (Double.isInfinite(y[i])) infinite++;
            else if (log && y[i] <= 0) low++;
        }
        var notes = new ArrayList<String>();
        if (nan > 0) notes.add(Words.count(nan, "value") + " of " + name + (nan == 1 ? " is" : " are") + " NaN");
        if (infinite > 0)
            notes.add(Words.count(infinite, "value") + " of " + name + (infinite == 1 ? " is" : " are") + " infinite");
        if (low > 0)
            notes.add(Words.count(low, "value") + " of " + name + (low == 1 ? " is" : " are")
                    + " 0 or less: no place on a log axis");
        return notes;
    }
}
