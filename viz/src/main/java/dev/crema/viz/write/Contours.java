package dev.crema.viz.write;

import dev.crema.viz.write.OutlineFont.Placement;
import java.awt.geom.Path2D;
import java.nio.ByteBuffer;

/// The contours of a simple TrueType glyph: points on and off the curve, quadratic between them.
final class Contours {
    private final int[] ends;
    private final byte[] flags;
    private final int[] xs;
    private final int[] ys;

    Contours(ByteBuffer data, int place, int contours) {
        ends = new int[contours];
        for (int i = 0; i < contours; i++) ends[i] = data.getShort(place + 10 + 2 * i) & 0xFFFF;
        int points = contours == 0 ? 0 : ends[contours - 1] + 1;
        int next = place + 10 + 2 * contours;
        next += 2 + (data.getShort(next) & 0xFFFF); // skips the hinting program
        flags = new byte[points];
        for (int i = 0; i < points; i++) {
            flags[i] = data.get(next++);
            if ((flags[i] & 8) == 0) continue;
            int repeats = data.get(next++) & 0xFF;
            for (int r = 0; r < repeats; r++, i++) flags[i + 1] = flags[i];
        }
        xs = new int[points];
        ys = new int[points];
        next = readCoordinates(data, next, xs, 0x2, 0x10);
        readCoordinates(data, next, ys, 0x4, 0x20);
    }

    private int readCoordinates(ByteBuffer data, int start, int[] values, int brief, int same) {
        int next = start;
        int value = 0;
        for (int i = 0; i < values.length; i++) {
            boolean sameOrPositive = (flags[i] & same) != 0;
            if ((flags[i] & brief) != 0) {
                int step = data.get(next++) & 0xFF;
                value += sameOrPositive ? step : -step;
            } else if (!sameOrPositive) {
                value += data.getShort(next);
                next += 2;
            }
            values[i] = value;
        }
        return next;
    }

    void append(Path2D outline, Placement at) {
        int first = 0;
        for (int end : ends) {
            if (end > first) append(outline, at, first, end - first + 1);
            first = end + 1;
        }
    }

    private void append(Path2D outline, Placement at, int first, int count) {
        // A contour may start off the curve: then it starts at the last point, or half way to it.
        double startX = xs[first];
        double startY = ys[first];
        if (!onCurve(first)) {
            int last = first + count - 1;
            startX = onCurve(last) ? xs[last] : (xs[last] + startX) / 2;
            startY = onCurve(last) ? ys[last] : (ys[last] + startY) / 2;
        }
        outline.moveTo(at.x(startX, startY), at.y(startX, startY));
        for (int i = onCurve(first) ? 1 : 0; i < count; i++) {
            int point = first + i;
            if (onCurve(point)) {
                outline.lineTo(at.x(xs[point], ys[point]), at.y(xs[point], ys[point]));
                continue;
            }
            int next = first + (i + 1) % count;
            boolean closing = i + 1 == count;
            double endX = closing ? startX : onCurve(next) ? xs[next] : (xs[point] + xs[next]) / 2.0;
            double endY = closing ? startY : onCurve(next) ? ys[next] : (ys[point] + ys[next]) / 2.0;
            outline.quadTo(at.x(xs[point], ys[point]), at.y(xs[point], ys[point]), at.x(endX, endY), at.y(endX, endY));
            if (!closing && onCurve(next)) i++;
        }
        outline.closePath();
    }

    private boolean onCurve(int point) {
        return (flags[point] & 1) != 0;
    }
}
