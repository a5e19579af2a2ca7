package dev.crema.nn.data;

import dev.crema.nn.data.DigitHand.Line;
import java.util.Arrays;
import java.util.List;

/// Ink on a sheet of 28 × 28 pixels: a round pen follows lines, and a pixel is as bright as its distance to the
/// nearest line says, softened at the rim and blurred.
final class DigitPainter {
    static final int SIZE = 28;
    private static final int PIXELS = SIZE * SIZE;

    /// Distance over which the rim of a stroke fades.
    private static final double RIM_PIXELS = 0.9;

    /// Contrast after the blur: faint ink is lost and dense ink saturates, as on a scanner.
    private static final double GAIN = 290;

    private static final double FLOOR = 18;
    private static final double SPECKLED = 0.08;
    private static final double BROKEN = 0.08;

    /// For each pixel, how far its centre lies outside the ink; negative inside.
    private final double[] outside = new double[PIXELS];

    private final double[] ink = new double[PIXELS];
    private final double[] blurred = new double[PIXELS];
    private final CounterRandom random;

    DigitPainter(CounterRandom random) {
        this.random = random;
    }

    /// How one drawing is inked.
    ///
    /// @param width the mean width of a stroke in pixels
    /// @param wobble how much the width changes along a stroke, as a share of it
    /// @param blur the share of its ink that a pixel gives to each neighbour in a row or column, below 0.25
    record Pen(double width, double wobble, double blur) {
        /// Thin pens are more common than thick ones.
        static Pen random(CounterRandom random) {
            double width = 1.4 + 2.8 * random.between(0, 1) * random.between(0.4, 1.1);
            return new Pen(width, random.between(0.02, 0.15), random.between(0.01, 0.11));
        }
    }

    /// Paints the lines into `pixels[offset .. offset + 784)`, row by row.
    void paint(List<Line> lines, Pen pen, byte[] pixels, int offset) {
        Arrays.fill(outside, RIM_PIXELS);
        for (Line line : lines) {
            follow(line, pen);
        }
        if (random.chance(SPECKLED)) {
            speckle();
        }
        for (int i = 0; i < PIXELS; i++) {
            ink[i] = Math.clamp(0.5 - outside[i] / RIM_PIXELS, 0, 1);
        }
        blur(pen.blur());
        for (int i = 0; i < PIXELS; i++) {
            pixels[offset + i] = (byte) (int) Math.min(255, Math.max(0, GAIN * ink[i] - FLOOR));
        }
    }

    /// Presses harder and softer along the line, and now and then leaves the paper for two samples.
    private void follow(Line line, Pen pen) {
        double[] xs = line.xs();
        double[] ys = line.ys();
        int segments = xs.length - 1;
        int gap = random.chance(BROKEN) ? random.below(segments) : segments;
        double frequency = random.between(0.1, 0.5);
        double phase = random.between(0, 2 * StrictMath.PI);
        for (int i = 0; i < segments; i++) {
            double swing = StrictMath.sin(frequency * i + phase) + random.bell(0.5);
            double radius = pen.width() / 2 * (1 + pen.wobble() * swing);
            if (i < gap || i > gap + 1) {
                segment(xs[i], ys[i], xs[i + 1], ys[i + 1], radius);
            }
        }
    }

    /// Brings every pixel near the segment as close to the ink as the segment is.
    private void segment(double x0, double y0, double x1, double y1, double radius) {
        double reach = radius + RIM_PIXELS;
        int left = Math.max(0, (int) (Math.min(x0, x1) - reach));
        int right = Math.min(SIZE - 1, (int) (Math.max(x0, x1) + reach));
        int top = Math.max(0, (int) (Math.min(y0, y1) - reach));
        int bottom = Math.min(SIZE - 1, (int) (Math.max(y0, y1) + reach));
        double dx = x1 - x0;
        double dy = y1 - y0;
        double perLength = 1 / Math.max(1e-9, dx * dx + dy * dy);
        for (int row = top; row <= bottom; row++) {
            double fromStartY = row + 0.5 - y0;
            for (int column = left; column <= right; column++) {
                double fromStartX = column + 0.5 - x0;
                double along = Math.clamp((fromStartX * dx + fromStartY * dy) * perLength, 0, 1);
                double fromLineX = fromStartX - along * dx;
                double fromLineY = fromStartY - along * dy;
                double distance = StrictMath.sqrt(fromLineX * fromLineX + fromLineY * fromLineY) - radius;
                int pixel = row * SIZE + column;
                outside[pixel] = Math.min(outside[pixel], distance);
            }
        }
    }

    private void speckle() {
        int specks = 1 + random.below(3);
        for (int i = 0; i < specks; i++) {
            double x = random.between(3, SIZE - 3);
            double y = random.between(3, SIZE - 3);
            segment(x, y, x + random.bell(0.5), y, random.between(0.1, 0.5));
        }
    }

    private void blur(double share) {
        spread(ink, blurred, 1, share);
        spread(blurred, ink, SIZE, share);
    }

    private static void spread(double[] from, double[] to, int stride, double share) {
        for (int i = 0; i < PIXELS; i++) {
            int place = i / stride % SIZE;
            double before = place > 0 ? from[i - stride] : 0;
            double after = place < SIZE - 1 ? from[i + stride] : 0;
            to[i] = (1 - 2 * share) * from[i] + share * (before + after);
        }
    }
}
