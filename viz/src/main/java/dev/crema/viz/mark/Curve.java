package dev.crema.viz.mark;

import dev.crema.viz.mark.Clip.Path;
import java.util.ArrayList;
import java.util.List;

/// From values to lines in pixels: cut where a value is missing, and thinned to what can be seen. A million points
/// become two for each column of pixels, the lowest and the highest, so no peak is lost; and gaps between them that
/// are narrower than a column are not seen.
final class Curve {
    /// How far a left-out point may lie beside the line, in pixels.
    private static final double TOLERANCE = 0.15;
    /// The same for lines of many points, which are uneven anyway.
    private static final double DENSE_TOLERANCE = 0.5;
    private static final int DENSE = 80;
    /// So many values for each column of pixels are a crowd.
    private static final int CROWD = 8;

    private final Canvas canvas;
    private final double columnWidth;
    private final boolean crowded;
    private final List<double[]> paths = new ArrayList<>();
    private final Path dots = new Path();
    private Path path = new Path();

    // The open column: how many points, and its first, lowest, highest point.
    private long column;
    private boolean gap;
    private int held;
    private double lowX;
    private double lowY;
    private double highX;
    private double highY;
    private boolean lowFirst;

    private Curve(Canvas canvas, int count) {
        this.canvas = canvas;
        double width = canvas.frame().bounds().width();
        boolean few = canvas.maxPoints() == 0 || count <= canvas.maxPoints();
        columnWidth = few ? 1 : Math.max(1, width / (canvas.maxPoints() / 2.0 - 1));
        crowded = count > CROWD * width / columnWidth;
    }

    /// The lines through these values, and the places of values that stand alone between missing ones.
    static Curve of(Canvas canvas, double[] x, double[] y) {
        var curve = new Curve(canvas, x.length);
        for (int i = 0; i < x.length; i++) curve.add(canvas.x(x[i]), canvas.y(y[i]));
        curve.endPath();
        return curve;
    }

    /// The lines inside the frame; x and y in turn.
    List<double[]> paths() {
        var clipped = new ArrayList<double[]>();
        for (double[] line : paths)
            clipped.addAll(Clip.line(line, canvas.frame().bounds()));
        return clipped;
    }

    /// The lonely points; x and y in turn.
    double[] dots() {
        return dots.toArray();
    }

    private void add(double x, double y) {
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            gap = true;
            return;
        }
        long at = (long) Math.floor(x / columnWidth);
        if (gap && !(crowded && (at == column || at == column + 1))) endPath();
        gap = false;
        if (held > 0 && at != column) endColumn();
        if (held == 0) {
            column = at;
            lowX = highX = x;
            lowY = highY = y;
        } else if (y < lowY) {
            lowX = x;
            lowY = y;
            lowFirst = false;
        } else if (y >= highY) {
            highX = x;
            highY = y;
            lowFirst = true;
        }
        held++;
    }

    private void endColumn() {
        if (held == 1 || lowFirst) path.add(lowX, lowY);
        if (held > 1) path.add(highX, highY);
        if (held > 1 && !lowFirst) path.add(lowX, lowY);
        held = 0;
    }

    private void endPath() {
        if (held > 0) endColumn();
        if (path.size() == 1) {
            double[] only = path.toArray();
            if (canvas.frame().holds(only[0], only[1])) dots.add(only[0], only[1]);
        }
        if (path.size() > 1) paths.add(straightened(path.toArray()));
        path = new Path();
    }

    /// Leaves out points that lie on the line through their neighbours, as long as x grows: from the last kept
    /// point, the slopes that pass all points since within the tolerance form a wedge; the first point outside ends
    /// it.
    static double[] straightened(double[] points) {
        var kept = new Path();
        kept.add(points[0], points[1]);
        int anchor = 0;
        double tolerance = points.length / 2 < DENSE ? TOLERANCE : DENSE_TOLERANCE;
        double steepest = Double.POSITIVE_INFINITY;
        double flattest = Double.NEGATIVE_INFINITY;
        for (int i = 2; i < points.length; i += 2) {
            double run = points[i] - points[anchor];
            double rise = points[i + 1] - points[anchor + 1];
            boolean outside = run <= 0 || rise / run > steepest || rise / run < flattest;
            if (outside && i - 2 > anchor) {
                kept.add(points[i - 2], points[i - 1]);
                anchor = i - 2;
                steepest = Double.POSITIVE_INFINITY;
                flattest = Double.NEGATIVE_INFINITY;
                run = points[i] - points[anchor];
                rise = points[i + 1] - points[anchor + 1];
            }
            if (run > 0) {
                steepest = Math.min(steepest, (rise + tolerance) / run);
                flattest = Math.max(flattest, (rise - tolerance) / run);
            } else {
                steepest = Double.NEGATIVE_INFINITY; // a step straight up or back is always kept
            }
        }
        kept.add(points[points.length - 2], points[points.length - 1]);
        return kept.toArray();
    }
}
