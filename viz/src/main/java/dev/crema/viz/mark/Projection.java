package dev.crema.viz.mark;

import dev.crema.viz.write.Bounds;

/// Where the points of a unit cube stand on the screen: turned to the viewer, with a little perspective, and as
/// large as the frame allows. The cube is shown flatter than it is high, 4 : 4 : 3.
public final class Projection {
    private static final double HEIGHT = 0.75;
    /// How far away the viewer stands, in edges of the cube.
    private static final double DISTANCE = 7;

    private final double[] right;
    private final double[] up;
    private final double[] viewer;
    private double scale = 1;
    private double centerX;
    private double centerY;

    public Projection(View view, Bounds frame) {
        double elevation = Math.toRadians(view.elevation());
        double azimuth = Math.toRadians(view.azimuth());
        right = new double[] {-Math.sin(azimuth), Math.cos(azimuth), 0};
        up = new double[] {
            -Math.sin(elevation) * Math.cos(azimuth), -Math.sin(elevation) * Math.sin(azimuth), Math.cos(elevation)
        };
        viewer = new double[] {
            Math.cos(elevation) * Math.cos(azimuth), Math.cos(elevation) * Math.sin(azimuth), Math.sin(elevation)
        };
        fit(frame);
    }

    /// The place of a point of the cube: x, y in pixels, and how near it is (0 for the centre, larger in front).
    public double[] at(double x, double y, double z) {
        double[] centered = {x - 0.5, y - 0.5, (z - 0.5) * HEIGHT};
        double near = dot(centered, viewer);
        double larger = DISTANCE / (DISTANCE - near);
        return new double[] {
            centerX + scale * larger * dot(centered, right), centerY - scale * larger * dot(centered, up), near
        };
    }

    /// Whether the side of the cube where this axis is 1 is nearer than the one where it is 0.
    public boolean highSideNear(int axis) {
        return viewer[axis] > 0;
    }

    private void fit(Bounds frame) {
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double rightmost = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (int corner = 0; corner < 8; corner++) {
            double[] place = at(corner & 1, corner >> 1 & 1, corner >> 2);
            left = Math.min(left, place[0]);
            rightmost = Math.max(rightmost, place[0]);
            top = Math.min(top, place[1]);
            bottom = Math.max(bottom, place[1]);
        }
        scale = Math.min(frame.width() / (rightmost - left), frame.height() / (bottom - top));
        centerX = frame.x() + frame.width() / 2 - scale * (left + rightmost) / 2;
        centerY = frame.y() + frame.height() / 2 - scale * (top + bottom) / 2;
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }
}
