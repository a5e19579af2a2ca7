package dev.crema.viz.mark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The lines along which a grid of values has one level, by marching squares: where a side of a cell is crossed,
/// the line is interpolated between its ends, and the crossings of neighbouring cells are linked to long lines.
/// Cells with a missing value have no line. Source: Maple, "Geometric design and space planning using the marching
/// squares and marching cube algorithms" (2003).
final class Isolines {
    private final double[][] values;
    private final double level;
    private final int columns;
    /// For each crossed side the sides it is linked to, one in each cell that it borders.
    private final Map<Integer, Set<Integer>> links = new HashMap<>();

    private Isolines(double[][] values, double level) {
        this.values = values;
        this.level = level;
        columns = values[0].length;
    }

    /// The lines of a level in units of the grid: column and row in turn.
    static List<double[]> of(double[][] values, double level) {
        var lines = new Isolines(values, level);
        for (int row = 0; row + 1 < values.length; row++)
            for (int column = 0; column + 1 < lines.columns; column++) lines.addCell(row, column);
        return lines.traced();
    }

    /// Sides are numbered: 2 * cell for the upper side of a cell, 2 * cell + 1 for its left side.
    private void addCell(int row, int column) {
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
        int corners = (a > 0 ? 8 : 0) | (b > 0 ? 4 : 0) | (c > 0 ? 2 : 0) | (d > 0 ? 1 : 0);
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

    private void link(int one, int other) {
        links.computeIfAbsent(one, _ -> new LinkedHashSet<>(2)).add(other);
        links.computeIfAbsent(other, _ -> new LinkedHashSet<>(2)).add(one);
    }

    /// Follows the links from side to side: first the lines with ends, then the rings that are left.
    private List<double[]> traced() {
        var lines = new ArrayList<double[]>();
        for (boolean ring : new boolean[] {false, true}) {
            for (Integer side : List.copyOf(links.keySet())) {
                Set<Integer> next = links.get(side);
                if (next != null && (ring || next.size() == 1)) lines.add(trace(side, ring));
            }
        }
        return lines;
    }

    private double[] trace(Integer start, boolean ring) {
        var line = new Clip.Path();
        Integer side = start;
        while (side != null) {
            addCrossing(line, side);
            Set<Integer> next = links.remove(side);
            Integer following = null;
            for (Integer candidate : next == null ? Set.<Integer>of() : next) {
                Set<Integer> back = links.get(candidate);
                if (back == null) continue;
                back.remove(side);
                if (following == null) following = candidate;
            }
            side = following;
        }
        if (ring) addCrossing(line, start);
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
