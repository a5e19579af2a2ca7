package dev.crema.viz.write;

import java.util.List;

/// Numbers in SVG as short as they can be: tenths of a pixel, steps instead of places, no leading zero.
final class Coordinates {
    private final StringBuilder text;
    // Where the pen stands, in tenths; nowhere before the first line of a path.
    private long penX;
    private long penY;
    private boolean drawing;

    private Coordinates(StringBuilder text) {
        this.text = text;
    }

    static String of(double value) {
        return of(value, 10);
    }

    /// A value rounded to one part in `parts` (10 or 100).
    static String of(double value, int parts) {
        var text = new StringBuilder(8);
        append(text, Math.round(value * parts), parts);
        return text.toString();
    }

    static void append(StringBuilder text, double value) {
        append(text, Math.round(value * 10), 10);
    }

    /// The commands that draw lines; `x` and `y` in turn.
    ///
    /// @param closed whether each line ends where it starts
    /// @param doubled whether the lines are written at twice their size, in whole numbers
    static void paths(StringBuilder text, List<double[]> paths, boolean closed, boolean doubled) {
        var coordinates = new Coordinates(text);
        for (double[] path : paths) {
            coordinates.path(path, doubled);
            if (closed) coordinates.close(path);
        }
    }

    /// The commands that draw every marker of an element.
    static void markers(StringBuilder text, Element.Markers markers) {
        var coordinates = new Coordinates(text);
        double[] corners = markers.marker().corners();
        double[] places = markers.places();
        for (int i = 0; i < places.length; i += 2) {
            if (markers.marker().round()) {
                coordinates.disc(places[i], places[i + 1]);
            } else if (markers.marker().stroked()) {
                for (int c = 0; c < corners.length; c += 4)
                    coordinates.path(corners(corners, c, 2, places[i], places[i + 1], markers.size()), false);
            } else {
                double[] outline = corners(corners, 0, corners.length / 2, places[i], places[i + 1], markers.size());
                coordinates.path(outline, false);
                coordinates.close(outline);
            }
        }
    }

    /// Corners of a marker at their places.
    static double[] corners(double[] corners, int from, int count, double x, double y, double size) {
        double[] placed = new double[2 * count];
        for (int i = 0; i < placed.length; i += 2) {
            placed[i] = x + corners[from + i] * size;
            placed[i + 1] = y + corners[from + i + 1] * size;
        }
        return placed;
    }

    private void path(double[] points, boolean doubled) {
        int quantum = doubled ? 10 : 1;
        double scale = doubled ? 2 : 1;
        moveTo(tenths(scale * points[0], quantum), tenths(scale * points[1], quantum));
        char command = 'm';
        for (int i = 2; i < points.length; i += 2) {
            long dx = tenths(scale * points[i], quantum) - penX;
            long dy = tenths(scale * points[i + 1], quantum) - penY;
            if (dx == 0 && dy == 0 && points.length > 4) continue;
            command = step(command, dx, dy);
        }
    }

    private void close(double[] path) {
        text.append('z');
        penX = tenths(path[0], 1);
        penY = tenths(path[1], 1);
    }

    /// A line of no length: its round ends make a disc.
    private void disc(double x, double y) {
        moveTo(tenths(x, 1), tenths(y, 1));
        text.append("h0");
    }

    private void moveTo(long x, long y) {
        if (drawing) pair('m', x - penX, y - penY);
        else pair('M', x, y);
        penX = x;
        penY = y;
        drawing = true;
    }

    private char step(char previous, long dx, long dy) {
        char command = dy == 0 ? 'h' : dx == 0 ? 'v' : 'l';
        long first = command == 'v' ? dy : dx;
        if (command != previous) text.append(command);
        else if (first >= 0) text.append(' ');
        append(text, first, 10);
        if (command == 'l') {
            if (dy >= 0) text.append(' ');
            append(text, dy, 10);
        }
        penX += dx;
        penY += dy;
        return command;
    }

    private void pair(char command, long x, long y) {
        text.append(command);
        append(text, x, 10);
        if (y >= 0) text.append(' ');
        append(text, y, 10);
    }

    private static long tenths(double value, int quantum) {
        return Math.round(value * 10 / quantum) * quantum;
    }

    private static void append(StringBuilder text, long scaled, int parts) {
        if (scaled < 0) text.append('-');
        long size = Math.abs(scaled);
        long whole = size / parts;
        long rest = size % parts;
        if (whole != 0 || rest == 0) text.append(whole);
        if (rest == 0) return;
        text.append('.');
        if (parts == 100 && rest < 10) text.append('0');
        text.append(parts == 100 && rest % 10 == 0 ? rest / 10 : rest);
    }
}
