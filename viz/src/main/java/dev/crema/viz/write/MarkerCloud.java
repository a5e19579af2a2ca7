package dev.crema.viz.write;

import dev.crema.viz.theme.Rgb;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/// Thousands of markers as one picture of their opacity, at two pixels for one: bounded, however many there are.
/// Round ones add up where they overlap, so that a crowd is darker than a few.
///
/// @param bounds the whole pixels that the markers touch
/// @param width of the picture
/// @param alpha the opacity of each pixel, 0 to 255
record MarkerCloud(Bounds bounds, int width, int height, byte[] alpha, Rgb color) {
    /// More markers of one element than this are drawn as a cloud.
    private static final int MOST_SHAPES = 3000;
    private static final int SCALE = PngWriter.SCALE;
    /// Steps of opacity in the embedded picture; 16 make four bits a pixel.
    private static final int STEPS = 16;

    static boolean fits(Element.Markers markers) {
        return markers.count() > MOST_SHAPES;
    }

    static MarkerCloud of(Element.Markers markers) {
        Bounds bounds = bounds(markers);
        int width = SCALE * (int) bounds.width();
        int height = SCALE * (int) bounds.height();
        byte[] alpha = markers.marker().round()
                ? stamped(markers, bounds, width, height)
                : painted(markers, bounds, width, height);
        return new MarkerCloud(bounds, width, height, alpha, markers.color());
    }

    /// The picture as PNG: one colour in 16 steps of opacity.
    byte[] png() {
        byte[] steps = new byte[alpha.length];
        for (int i = 0; i < alpha.length; i++) steps[i] = (byte) Math.round((alpha[i] & 0xFF) * (STEPS - 1) / 255.0);
        int[] palette = new int[STEPS];
        Arrays.fill(palette, color.value());
        byte[] opacities = new byte[STEPS];
        for (int i = 0; i < STEPS; i++) opacities[i] = (byte) (i * 255 / (STEPS - 1));
        return PngEncoder.encodeIndexed(width, height, steps, palette, opacities, null);
    }

    /// The picture with its opacity.
    BufferedImage image() {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        int[] argb = new int[alpha.length];
        for (int i = 0; i < argb.length; i++) argb[i] = alpha[i] << 24 | color.value();
        image.setRGB(0, 0, width, height, argb, 0, width);
        return image;
    }

    /// Puts a disc with a soft edge on each place; two discs over each other let less of the ground through.
    private static byte[] stamped(Element.Markers markers, Bounds bounds, int width, int height) {
        float[] clear = new float[width * height];
        Arrays.fill(clear, 1);
        double radius = markers.size() * markers.marker().diameter() * SCALE / 2;
        double[] places = markers.places();
        for (int i = 0; i < places.length; i += 2) {
            double x = (places[i] - bounds.x()) * SCALE - 0.5;
            double y = (places[i + 1] - bounds.y()) * SCALE - 0.5;
            for (int row = (int) Math.max(0, y - radius); row <= Math.min(height - 1, y + radius + 1); row++) {
                for (int column = (int) Math.max(0, x - radius);
                        column <= Math.min(width - 1, x + radius + 1);
                        column++) {
                    double inside = radius + 0.5 - Math.sqrt((column - x) * (column - x) + (row - y) * (row - y));
                    double share = Math.clamp(inside, 0, 1) * markers.opacity();
                    clear[row * width + column] *= (float) (1 - share);
                }
            }
        }
        byte[] alpha = new byte[clear.length];
        for (int i = 0; i < alpha.length; i++) alpha[i] = (byte) Math.round(255 * (1 - clear[i]));
        return alpha;
    }

    private static byte[] painted(Element.Markers markers, Bounds bounds, int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        Painter.prepare(graphics, SCALE);
        graphics.translate(-bounds.x(), -bounds.y());
        Painter.shapes(graphics, markers);
        graphics.dispose();
        int[] argb = image.getRGB(0, 0, width, height, null, 0, width);
        byte[] alpha = new byte[argb.length];
        for (int i = 0; i < alpha.length; i++) alpha[i] = (byte) (argb[i] >>> 24);
        return alpha;
    }

    private static Bounds bounds(Element.Markers markers) {
        double left = Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (int i = 0; i < markers.places().length; i += 2) {
            left = Math.min(left, markers.places()[i]);
            right = Math.max(right, markers.places()[i]);
            top = Math.min(top, markers.places()[i + 1]);
            bottom = Math.max(bottom, markers.places()[i + 1]);
        }
        double reach = markers.size();
        double x = Math.floor(left - reach);
        double y = Math.floor(top - reach);
        return new Bounds(x, y, Math.ceil(right + reach) - x, Math.ceil(bottom + reach) - y);
    }
}
