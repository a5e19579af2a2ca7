package dev.crema.nn.data;

import dev.crema.nn.data.DigitStrokes.Stroke;
import dev.crema.nn.data.DigitStrokes.Style;
import java.util.ArrayList;
import java.util.List;

/// A writer's hand: turns a skeleton into the lines of one particular drawing.
///
/// Every control point strays a little, the sheet is warped smoothly, and the whole leans, turns and is stretched.
/// The result is fitted into a box of about 20 × 20 pixels and centred by its mass, as MNIST's digits are, give or
/// take.
final class DigitHand {
    /// How far a control point strays, and how high the waves of the warp are, in units of the skeleton's box.
    private static final double STRAY = 4.2;

    private static final double WARP = 5.2;
    private static final double STEEPEST_WAVE = 0.05;

    /// What a point's straying keeps of the point before it, and its own share; the squares add up to 1.
    private static final double MEMORY = 0.6;

    private static final double FRESH = 0.8;

    /// Sideways per unit of height, to the right at the top.
    private static final double LEAST_LEAN = -0.24;

    private static final double MOST_LEAN = 0.48;
    private static final double MOST_TURN_RADIANS = 0.23;
    private static final double NARROWEST = 0.8;
    private static final double WIDEST = 1.25;

    /// The widest drawing, as a multiple of its height.
    private static final double FLATTEST = 1.1;

    private static final double SMALLEST_BOX_PIXELS = 17.5;
    private static final double LARGEST_BOX_PIXELS = 21;
    private static final double SHIFT_PIXELS = 0.85;
    private static final double SAMPLE_LENGTH = 8;

    private final CounterRandom random;
    private final double sloppiness;

    /// A hand from the crowd: most are neat, a few are twice as free.
    DigitHand(CounterRandom random) {
        this.random = random;
        double rank = random.between(0, 1);
        sloppiness = 0.75 + 1.3 * rank * rank * rank * rank;
    }

    /// A line that the pen follows, in pixels: the centre of the top left pixel is (0.5, 0.5).
    record Line(double[] xs, double[] ys) {}

    /// The lines of one drawing.
    ///
    /// @param penPixels the width of the pen, which the box has to leave room for
    List<Line> write(Style style, double penPixels) {
        List<Line> lines = new ArrayList<>();
        for (Stroke stroke : style.strokes()) {
            lines.add(PenCurve.through(strayed(stroke), stroke.corners(), SAMPLE_LENGTH));
        }
        warp(lines);
        leanAndTurn(lines);
        fit(lines, penPixels);
        return lines;
    }

    /// Neighbouring points stray alike, so that curves stay round.
    private double[][] strayed(Stroke stroke) {
        double[][] points = stroke.points();
        double[][] result = new double[points.length][];
        double strayX = random.bell(STRAY);
        double strayY = random.bell(STRAY);
        for (int i = 0; i < points.length; i++) {
            strayX = MEMORY * strayX + random.bell(FRESH * STRAY);
            strayY = MEMORY * strayY + random.bell(FRESH * STRAY);
            result[i] = new double[] {points[i][0] + sloppiness * strayX, points[i][1] + sloppiness * strayY};
        }
        return result;
    }

    /// Moves every point by two slow waves in each direction: neighbours move together, so strokes still meet.
    private void warp(List<Line> lines) {
        for (int wave = 0; wave < 4; wave++) {
            double amplitude = random.bell(sloppiness * WARP);
            double alongX = random.between(-STEEPEST_WAVE, STEEPEST_WAVE);
            double alongY = random.between(-STEEPEST_WAVE, STEEPEST_WAVE);
            double phase = random.between(0, 2 * StrictMath.PI);
            for (Line line : lines) {
                double[] moved = wave % 2 == 0 ? line.xs() : line.ys();
                for (int i = 0; i < moved.length; i++) {
                    moved[i] += amplitude * StrictMath.sin(alongX * line.xs()[i] + alongY * line.ys()[i] + phase);
                }
            }
        }
    }

    private void leanAndTurn(List<Line> lines) {
        double lean = random.between(LEAST_LEAN, MOST_LEAN);
        double stretch = random.between(NARROWEST, WIDEST);
        double turn = random.between(-MOST_TURN_RADIANS, MOST_TURN_RADIANS);
        double cosine = StrictMath.cos(turn);
        double sine = StrictMath.sin(turn);
        for (Line line : lines) {
            for (int i = 0; i < line.xs().length; i++) {
                double x = stretch * line.xs()[i] - lean * line.ys()[i];
                double y = line.ys()[i];
                line.xs()[i] = cosine * x - sine * y;
                line.ys()[i] = sine * x + cosine * y;
            }
        }
    }

    /// Scales the longer side to the box, pulls a flat drawing up to a readable height, and moves the mass to the
    /// middle.
    private void fit(List<Line> lines, double penPixels) {
        double width = extent(lines, Line::xs)[1] - extent(lines, Line::xs)[0];
        double height = extent(lines, Line::ys)[1] - extent(lines, Line::ys)[0];
        double box = random.between(SMALLEST_BOX_PIXELS, LARGEST_BOX_PIXELS) - penPixels;
        place(lines, Line::xs, box / Math.max(width, height), penPixels);
        place(lines, Line::ys, box / Math.max(width / FLATTEST, height), penPixels);
    }

    private void place(List<Line> lines, Axis axis, double scale, double penPixels) {
        double[] extent = extent(lines, axis);
        double margin = penPixels / 2 + 0.5;
        double offset = DigitPainter.SIZE / 2.0 - scale * mean(lines, axis) + random.bell(SHIFT_PIXELS);
        offset = Math.min(offset, DigitPainter.SIZE - margin - scale * extent[1]);
        offset = Math.max(offset, margin - scale * extent[0]);
        for (Line line : lines) {
            double[] values = axis.of(line);
            for (int i = 0; i < values.length; i++) {
                values[i] = scale * values[i] + offset;
            }
        }
    }

    private interface Axis {
        double[] of(Line line);
    }

    private static double[] extent(List<Line> lines, Axis axis) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Line line : lines) {
            for (double value : axis.of(line)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        return new double[] {low, high};
    }

    /// The samples lie about evenly along a line, so their mean is the centre of its mass.
    private static double mean(List<Line> lines, Axis axis) {
        double sum = 0;
        int count = 0;
        for (Line line : lines) {
            for (double value : axis.of(line)) {
                sum += value;
                count++;
            }
        }
        return sum / count;
    }
}
