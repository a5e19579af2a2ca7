package dev.crema.viz.mark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The lines along which a grid of values has one level, by marching squares: where a side of a cell is crossed,
/// the line is interpolated between its ends, and the crossings of neighbouring cells are linked to long lines.
/// Cells with a missing value have no line. Source: Maple, "Geometric design and space planning using the marching
/// squares and marching cube algorithms" (2003).
final class Isolines {
    private static final int NONE = 0;

    private final double[][] values;
    private final double level;
    private final int columns;
    /// For each crossed side the sides it is linked to, one in each cell that it borders, plus 1; 0 where there is
    /// none.
    private final int[] one;
    private final int[] other;
    private int[] crossed = new int[256];
    private int count;

    private Isolines(double[][] values, double level) {
        this.values = values;
        this.level = level;
        columns = values[0].length;
        one = new int[2 * values.length * columns];
        other = new int[one.length];
    }

    /// The lines of a level in units of the grid: column and row in turn.
    static List<double[]> of(double[][] values, double level) {
        var lines = new Isolines(values, level);
        for (int row = 0; row + 1 < values.length; row++) {
            double[] upper = values[row];
            double[] lower = values[row + 1];
            int right = (upper[0] > level ? 4 : 0) | (lower[0] > level ? 2 : 0);
            for (int column = 1; column < lines.columns; column++) {
                int left = (right & 4) << 1 | (right & 2) >> 1; // what was right of the last cell is left of this one
                right = (upper[column] > level ? 4 : 0) | (lower[column] > level ? 2 : 0);
                int corners = left | right;
                if (corners != 0 && corners != 15) lines.addCell(row, column - 1, corners);
            }
        }
        return lines.traced();
    }

    /// Sides are numbered: 2 * cell for the upper side of a cell, 2 * cell + 1 for its left side.
    ///
    /// @param corners which are above the level: 8 upper left, 4 upper right, 2 lower right, 1 lower left
    private void addCell(int row, int column, int corners) {
        double a = values[row][column] - level;
        double b = values[row][column + 1] - level;
        double c = values[row + 1][column + 1] - level;
        double d = values[row + 1][column] - level;
        if (!Double.isFinite(a + b + c + d)) return;
        int cell = row * columns + column;
        int top = 2 * cell;
        int left = 2 * cell + 1;
        int right = 2 * (cell + 1) + 1;
        int bottom = 2 * (cell + columns);
        switch (corners) {
            case 1, 14 -> link(left, bottom);
            case 2, 13 -> link(bottom, right);
            case 3, 12 -> link(left, right);
            case 4, 11 -> link(top, right);
            case 6, 9 -> link(top, bottom);
            case 7, 8 -> link(left, top);
            case 5, 10 -> {
                // A saddle: the middle of the cell says which corners belong together.
                boolean joined = (a + b + c + d > 0) == (corners == 5);
                link(left, joined ? top : bottom);
                link(right, joined ? bottom : top);
            }
            default -> {} // all corners on one side
        }
    }

    private void link(int side, int next) {
        addLink(side, next + 1);
        addLink(next, side + 1);
    }

    private void addLink(int from, int to) {
        if (one[from] != NONE) {
            other[from] = to;
            return;
        }
        one[from] = to;
        if (count == crossed.length) crossed = Arrays.copyOf(crossed, 2 * count);
        crossed[count++] = from;
    }

    private void cut(int from, int to) {
        if (one[from] == to) {
            one[from] = other[from];
            other[from] = NONE;
        } else if (other[from] == to) other[from] = NONE;
    }

    /// Follows the links from side to side: first the lines with ends, then the rings that are left.
    private List<double[]> traced() {
        var lines = new ArrayList<double[]>();
        for (int i = 0; i < count; i++)
            if (one[crossed[i]] != NONE && other[crossed[i]] == NONE) lines.add(trace(crossed[i]));
        for (int i = 0; i < count; i++) if (one[crossed[i]] != NONE) lines.add(trace(crossed[i]));
        return lines;
    }

    /// The line from this side on; a ring ends where it began.
    private double[] trace(int start) {
        var line = new Clip.Path();
        int side = start;
        addCrossing(line, side);
        while (one[side] != NONE) {
            int next = one[side] - 1;
            cut(side, next + 1);
            cut(next, side + 1);
            addCrossing(line, next);
            side = next;
        }
        return line.toArray();
    }

    private void addCrossing(Clip.Path line, int side) {
        int cell = side / 2;
        int row = cell / columns;
        int column = cell % columns;
        boolean upper = side % 2 == 0;
        double from = values[row][column];
        double to = upper ? values[row][column + 1] : values[row + 1][column];
        double share = (level - from) / (to - from);
        line.add(column + (upper ? share : 0), row + (upper ? 0 : share));
    }
}
