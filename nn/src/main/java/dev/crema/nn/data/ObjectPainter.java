package dev.crema.nn.data;

/// Paints one textured shape before a cluttered background, 32 × 32 pixels in three planes (red, green, blue).
final class ObjectPainter {
    static final int SIZE = 32;
    private static final int PIXELS = SIZE * SIZE;

    /// How often the scene has the colours that are usual for its class, as a meadow is for horses: what a linear
    /// model can learn.
    private static final double USUAL_SCENE = 0.46;

    private static final double USUAL_COAT = 0.40;
    private static final int MOST_CLUTTER = 5;

    private final double[] red = new double[PIXELS];
    private final double[] green = new double[PIXELS];
    private final double[] blue = new double[PIXELS];
    private final CounterRandom random;

    ObjectPainter(CounterRandom random) {
        this.random = random;
    }

    /// What tells the classes apart, first; the second half of the classes is dotted.
    enum Shape {
        DISC,
        SQUARE,
        TRIANGLE,
        STAR,
        CROSS;

        /// How far a point lies outside, in units of the radius; negative inside.
        double outside(double u, double v) {
            double right = Math.abs(u);
            double up = Math.abs(v);
            return switch (this) {
                case DISC -> Math.sqrt(u * u + v * v) - 0.92;
                case SQUARE -> Math.max(right, up) - 0.8;
                case TRIANGLE -> Math.max(0.866 * right + 0.5 * v, -v) - 0.56;
                case STAR -> star(u, v);
                case CROSS -> Math.min(Math.max(right - 1.05, up - 0.36), Math.max(up - 1.05, right - 0.36));
            };
        }

        /// Five rays: a radius that follows cos 5θ, a polynomial of cos θ.
        private static double star(double u, double v) {
            double radius = Math.sqrt(u * u + v * v) + 1e-9;
            double c = u / radius;
            double fivefold = c * (5 + c * c * (16 * c * c - 20));
            return radius - 0.72 - 0.4 * fivefold;
        }
    }

    private record Colour(double red, double green, double blue) {
        Colour towards(Colour other, double share) {
            return new Colour(
                    red + share * (other.red - red),
                    green + share * (other.green - green),
                    blue + share * (other.blue - blue));
        }

        /// Of a hue from 0 to 1 around the circle.
        static Colour of(double hue, double saturation, double value) {
            return new Colour(
                    channel(hue + 1 / 3.0, saturation, value),
                    channel(hue, saturation, value),
                    channel(hue - 1 / 3.0, saturation, value));
        }

        private static double channel(double hue, double saturation, double value) {
            double turn = hue - Math.floor(hue);
            double ramp = Math.clamp(2 - Math.abs(6 * turn - 2), 0, 1);
            return value * (1 - saturation + saturation * ramp);
        }
    }

    /// Where a shape stands and how it is turned.
    private record Pose(double x, double y, double radius, double cos, double sin) {
        double u(int column, int row) {
            return ((column + 0.5 - x) * cos + (row + 0.5 - y) * sin) / radius;
        }

        double v(int column, int row) {
            return ((row + 0.5 - y) * cos - (column + 0.5 - x) * sin) / radius;
        }
    }

    /// Paints an image of a class into `pixels[offset .. offset + 3072)`: a plane of red, then green, then blue.
    void paint(int label, byte[] pixels, int offset) {
        background(label);
        int clutter = random.below(MOST_CLUTTER + 1);
        for (int i = 0; i < clutter; i++) blot();
        object(label);
        double noise = random.between(0.01, 0.06);
        store(red, pixels, offset, noise);
        store(green, pixels, offset + PIXELS, noise);
        store(blue, pixels, offset + 2 * PIXELS, noise);
    }

    private void background(int label) {
        Colour from = scene(label);
        Colour to = from.towards(anyColour(), random.between(0, 0.5));
        double angle = random.between(0, 2 * StrictMath.PI);
        double right = StrictMath.cos(angle) / SIZE;
        double down = StrictMath.sin(angle) / SIZE;
        double start = 0.5 - 0.5 * (right + down) * SIZE;
        for (int row = 0; row < SIZE; row++)
            for (int column = 0; column < SIZE; column++) {
                double share = Math.clamp(start + right * column + down * row, 0, 1);
                put(row * SIZE + column, from.towards(to, share), 1);
            }
    }

    /// The usual scene of a class has a hue of its own, and a brightness that changes slower from class to class.
    private Colour scene(int label) {
        if (!random.chance(USUAL_SCENE)) return anyColour();
        double hue = 0.1 * label + random.bell(0.05);
        return Colour.of(hue, random.between(0.35, 0.8), random.between(0.35, 0.9));
    }

    private Colour anyColour() {
        return Colour.of(random.between(0, 1), random.between(0, 0.8), random.between(0.1, 1));
    }

    /// A plain shape of any kind, smaller than the object.
    private void blot() {
        Pose pose = pose(random.between(0, SIZE), random.between(0, SIZE), random.between(2, 5.5));
        Shape shape = Shape.values()[random.below(Shape.values().length)];
        Colour colour = anyColour();
        cover(pose, shape, (_, _) -> colour);
    }

    private Pose pose(double x, double y, double radius) {
        double angle = random.between(0, 2 * StrictMath.PI);
        return new Pose(x, y, radius, StrictMath.cos(angle), StrictMath.sin(angle));
    }

    private void object(int label) {
        Shape shape = Shape.values()[label % Shape.values().length];
        boolean dotted = label >= Shape.values().length;
        double middle = SIZE / 2.0;
        Pose pose = pose(middle + random.bell(3), middle + random.bell(3), random.between(8, 13));
        Colour coat = coat(label);
        Colour marks = coat.towards(contrast(coat), random.between(0.6, 1));
        double period = random.between(4, 6.5) / pose.radius();
        double phase = random.between(0, 1);
        cover(
                pose,
                shape,
                (u, v) -> coat.towards(
                        marks, dotted ? dots(u / period, v / period, phase) : stripes(u / period + phase)));
    }

    private Colour coat(int label) {
        if (!random.chance(USUAL_COAT)) return anyColour();
        return Colour.of(0.1 * (3 * label % 10) + random.bell(0.05), random.between(0.4, 0.9), random.between(0.4, 1));
    }

    private Colour contrast(Colour coat) {
        boolean bright = coat.red() + coat.green() + coat.blue() > 1.5;
        return Colour.of(random.between(0, 1), random.between(0, 0.5), bright ? random.between(0, 0.2) : 1);
    }

    private static double stripes(double place) {
        double turn = place - Math.floor(place);
        return Math.clamp(0.5 + 5 * (0.25 - Math.abs(turn - 0.5)), 0, 1);
    }

    private static double dots(double across, double along, double phase) {
        double u = across + phase - Math.floor(across + phase) - 0.5;
        double v = along + phase - Math.floor(along + phase) - 0.5;
        return Math.clamp(0.5 + 5 * (0.33 - Math.sqrt(u * u + v * v)), 0, 1);
    }

    private interface Paint {
        Colour at(double u, double v);
    }

    private void cover(Pose pose, Shape shape, Paint paint) {
        for (int row = 0; row < SIZE; row++)
            for (int column = 0; column < SIZE; column++) {
                double u = pose.u(column, row);
                double v = pose.v(column, row);
                double share = Math.clamp(0.5 - shape.outside(u, v) * pose.radius(), 0, 1);
                if (share > 0) put(row * SIZE + column, paint.at(u, v), share);
            }
    }

    private void put(int pixel, Colour colour, double share) {
        red[pixel] += share * (colour.red() - red[pixel]);
        green[pixel] += share * (colour.green() - green[pixel]);
        blue[pixel] += share * (colour.blue() - blue[pixel]);
    }

    private void store(double[] plane, byte[] pixels, int offset, double noise) {
        for (int i = 0; i < PIXELS; i++)
            pixels[offset + i] = (byte) (int) Math.clamp(Math.rint(255 * (plane[i] + random.bell(noise))), 0.0, 255.0);
    }
}
