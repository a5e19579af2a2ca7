package dev.crema.viz.write;

import dev.crema.viz.theme.Rgb;
import java.util.List;

/// One thing on a drawing, in pixels, y downwards. What every writer must know how to draw, and nothing else.
public sealed interface Element {

    /// A filled rectangle.
    record Box(double x, double y, double width, double height, Rgb fill, double opacity) implements Element {
        public Bounds bounds() {
            return new Bounds(x, y, width, height);
        }
    }

    /// Open lines with one stroke.
    ///
    /// @param paths x and y in turn; each path has at least two points
    record Lines(List<double[]> paths, Stroke stroke) implements Element {
        public Lines {
            paths = List.copyOf(paths);
        }
    }

    /// Filled outlines.
    ///
    /// @param rings x and y in turn, closed by the writer
    record Area(List<double[]> rings, Rgb fill, double opacity) implements Element {
        public Area {
            rings = List.copyOf(rings);
        }
    }

    /// The same marker at many places. Where markers of one element overlap, their opacity does not add up, unless
    /// they are thousands and drawn as a cloud.
    ///
    /// @param places x and y in turn
    /// @param size about the width of a marker
    record Markers(double[] places, Marker marker, double size, Rgb color, double opacity) implements Element {
        public int count() {
            return places.length / 2;
        }
    }

    /// A line of text.
    ///
    /// @param x where the anchor stands
    /// @param y the base line
    /// @param upward whether the text runs from bottom to top
    record TextRun(String text, double x, double y, double size, Rgb color, Anchor anchor, boolean upward)
            implements Element {

        /// The rectangle that the text covers, from the height of capitals to a little below the base line.
        public Bounds bounds() {
            double length = Typeface.width(text, size);
            double start = -anchor.share() * length;
            double above = Typeface.CAPITALS * size;
            double below = Typeface.DESCENT * size;
            return upward
                    ? new Bounds(x - above, y - start - length, above + below, length)
                    : new Bounds(x + start, y - above, length, above + below);
        }
    }

    /// Real pixels, stretched to a rectangle without smoothing.
    record Picture(double x, double y, double width, double height, Pixels pixels) implements Element {}

    /// Which part of a text stands at its x.
    enum Anchor {
        START(0),
        MIDDLE(0.5),
        END(1);

        private final double share;

        Anchor(double share) {
            this.share = share;
        }

        /// How much of the text lies before its x.
        public double share() {
            return share;
        }
    }
}
