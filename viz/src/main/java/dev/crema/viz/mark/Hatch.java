package dev.crema.viz.mark;

import dev.crema.viz.write.Bounds;
import java.util.ArrayList;
import java.util.List;

/// Stripes across a filled box, so that groups of bars differ in a grey print too. The first group has none.
public final class Hatch {
    private static final double STEP = 7;
    private static final int PATTERNS = 4;

    private Hatch() {}

    /// The stripes of the group with this index; x and y in turn.
    public static List<double[]> of(Bounds box, int index) {
        var stripes = new ArrayList<double[]>();
        int pattern = index % PATTERNS;
        if (pattern == 0 || box.width() < 3 || box.height() < 3) return stripes;
        double reach = pattern == 2 ? box.height() : box.width() + box.height();
        for (double at = STEP / 2; at < reach; at += STEP) {
            double[] stripe = switch (pattern) {
                case 1 -> rising(box, at - STEP * Math.ceil(box.height() / STEP));
                case 2 -> new double[] {box.x(), box.bottom() - at, box.right(), box.bottom() - at};
                default -> falling(box, at);
            };
            stripes.addAll(Clip.line(stripe, box));
        }
        return stripes;
    }

    /// From the lower left to the upper right, `shift` to the right of the lower left corner.
    private static double[] rising(Bounds box, double shift) {
        double x = box.x() + shift;
        return new double[] {x, box.bottom(), x + box.height(), box.y()};
    }

    /// From the upper left to the lower right.
    private static double[] falling(Bounds box, double shift) {
        double x = box.x() + shift;
        return new double[] {x - box.height(), box.y(), x, box.bottom()};
    }
}
