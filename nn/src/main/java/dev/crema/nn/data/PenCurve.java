package dev.crema.nn.data;

import dev.crema.nn.data.DigitHand.Line;

/// Smooth curves through given points: cubic Hermite pieces with Catmull-Rom tangents by chord length, which
/// neither overshoot nor kink where points lie close together.
final class PenCurve {
    private PenCurve() {}

    /// Samples the curve through the points.
    ///
    /// @param points `x, y` pairs
    /// @param corners where the direction may change at once
    /// @param sampleLength the largest distance of two samples along a chord
    static Line through(double[][] points, boolean[] corners, double sampleLength) {
        int[] steps = new int[points.length - 1];
        int total = 1;
        for (int i = 0; i < steps.length; i++) {
            steps[i] = Math.max(2, (int) StrictMath.ceil(chord(points, i) / sampleLength));
            total += steps[i];
        }
        Line line = new Line(new double[total], new double[total]);
        int next = 0;
        for (int i = 0; i < steps.length; i++) {
            for (int step = 0; step < steps[i]; step++) {
                double t = (double) step / steps[i];
                line.xs()[next] = hermite(points, corners, i, 0, t);
                line.ys()[next] = hermite(points, corners, i, 1, t);
                next++;
            }
        }
        line.xs()[next] = points[points.length - 1][0];
        line.ys()[next] = points[points.length - 1][1];
        return line;
    }

    private static double hermite(double[][] points, boolean[] corners, int span, int axis, double t) {
        double length = chord(points, span);
        double from = points[span][axis];
        double to = points[span + 1][axis];
        double straight = (to - from) / length;
        double leaving = corners[span] || span == 0 ? straight : slope(points, span, axis);
        boolean last = span + 2 == points.length;
        double arriving = corners[span + 1] || last ? straight : slope(points, span + 1, axis);
        double left = 1 - t;
        return left * left * (1 + 2 * t) * from
                + t * t * (3 - 2 * t) * to
                + length * t * left * (left * leaving - t * arriving);
    }

    private static double slope(double[][] points, int at, int axis) {
        return (points[at + 1][axis] - points[at - 1][axis]) / (chord(points, at - 1) + chord(points, at));
    }

    private static double chord(double[][] points, int span) {
        double dx = points[span + 1][0] - points[span][0];
        double dy = points[span + 1][1] - points[span][1];
        return Math.max(1e-3, StrictMath.sqrt(dx * dx + dy * dy));
    }
}
