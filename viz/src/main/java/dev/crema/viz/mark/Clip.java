package dev.crema.viz.mark;

import dev.crema.viz.write.Bounds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Cuts lines and outlines at the frame, so that writers need no clipping (and SVG no ids for it).
final class Clip {
    private Clip() {}

    /// The parts of an open line inside a rectangle; x and y in turn. Source: Liang and Barsky (1984).
    static List<double[]> line(double[] points, Bounds frame) {
        if (inside(points, frame)) return List.of(points);
        var parts = new ArrayList<double[]>();
        var part = new Path();
        for (int i = 0; i + 3 < points.length; i += 2) {
            double[] piece = segment(points[i], points[i + 1], points[i + 2], points[i + 3], frame);
            if (piece.length == 0) {
                part = finish(part, parts);
                continue;
            }
            if (part.size() == 0) part.add(piece[0], piece[1]);
            part.add(piece[2], piece[3]);
            boolean leaves = piece[2] != points[i + 2] || piece[3] != points[i + 3];
            if (leaves) part = finish(part, parts);
        }
        finish(part, parts);
        return parts;
    }

    /// How many pieces of an open line touch a rectangle.
    static int crossings(double[] points, Bounds box) {
        int crossings = 0;
        for (int i = 0; i + 3 < points.length; i += 2) {
            boolean beside = Math.max(points[i], points[i + 2]) < box.x()
                    || Math.min(points[i], points[i + 2]) > box.right()
                    || Math.max(points[i + 1], points[i + 3]) < box.y()
                    || Math.min(points[i + 1], points[i + 3]) > box.bottom();
            if (!beside && segment(points[i], points[i + 1], points[i + 2], points[i + 3], box).length > 0) crossings++;
        }
        return crossings;
    }

    /// An outline inside a rectangle; empty if nothing of it is. Source: Sutherland and Hodgman (1974).
    static double[] ring(double[] points, Bounds frame) {
        if (inside(points, frame)) return points;
        double[] ring = points;
        for (int side = 0; side < 4 && ring.length > 0; side++) ring = cut(ring, side, frame);
        return ring;
    }

    private static boolean inside(double[] points, Bounds frame) {
        for (int i = 0; i < points.length; i += 2) {
            if (points[i] < frame.x() - 0.5 || points[i] > frame.right() + 0.5) return false;
            if (points[i + 1] < frame.y() - 0.5 || points[i + 1] > frame.bottom() + 0.5) return false;
        }
        return true;
    }

    private static Path finish(Path part, List<double[]> parts) {
        if (part.size() > 1) parts.add(part.toArray());
        return new Path();
    }

    private static double[] segment(double x1, double y1, double x2, double y2, Bounds frame) {
        double dx = x2 - x1;
        double dy = y2 - y1;
        double[] steps = {-dx, dx, -dy, dy};
        double[] rooms = {x1 - frame.x(), frame.right() - x1, y1 - frame.y(), frame.bottom() - y1};
        double from = 0;
        double to = 1;
        for (int i = 0; i < 4; i++) {
            if (steps[i] == 0 && rooms[i] < 0) return new double[0];
            if (steps[i] < 0) from = Math.max(from, rooms[i] / steps[i]);
            if (steps[i] > 0) to = Math.min(to, rooms[i] / steps[i]);
        }
        if (from > to) return new double[0];
        return new double[] {x1 + from * dx, y1 + from * dy, to == 1 ? x2 : x1 + to * dx, to == 1 ? y2 : y1 + to * dy};
    }

    private static double[] cut(double[] ring, int side, Bounds frame) {
        var kept = new Path();
        int count = ring.length / 2;
        for (int i = 0; i < count; i++) {
            int before = (i + count - 1) % count;
            double room = room(ring, i, side, frame);
            double roomBefore = room(ring, before, side, frame);
            if (room >= 0 != roomBefore >= 0) {
                double share = roomBefore / (roomBefore - room);
                kept.add(
                        ring[2 * before] + share * (ring[2 * i] - ring[2 * before]),
                        ring[2 * before + 1] + share * (ring[2 * i + 1] - ring[2 * before + 1]));
            }
            if (room >= 0) kept.add(ring[2 * i], ring[2 * i + 1]);
        }
        return kept.toArray();
    }

    /// How far a point lies inside one side of the frame.
    private static double room(double[] ring, int point, int side, Bounds frame) {
        return switch (side) {
            case 0 -> ring[2 * point] - frame.x();
            case 1 -> frame.right() - ring[2 * point];
            case 2 -> ring[2 * point + 1] - frame.y();
            default -> frame.bottom() - ring[2 * point + 1];
        };
    }

    /// A growing line; x and y in turn.
    static final class Path {
        private double[] points = new double[64];
        private int length;

        void add(double x, double y) {
            if (length == points.length) points = Arrays.copyOf(points, 2 * length);
            points[length++] = x;
            points[length++] = y;
        }

        int size() {
            return length / 2;
        }

        double[] toArray() {
            return Arrays.copyOf(points, length);
        }
    }
}
