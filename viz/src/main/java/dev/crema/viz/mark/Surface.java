package dev.crema.viz.mark;

import dev.crema.viz.scale.Range;
import dev.crema.viz.theme.ColorMap;
import dev.crema.viz.theme.Rgb;
import dev.crema.viz.write.Element;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// A surface over a plane, coloured by its height, lit from the viewer's left: a loss over two weights.
///
/// @param x the values across, ascending, one for each column
/// @param y the values along, ascending, one for each row
/// @param z rows of heights, `z[row][column]`; cells with a missing corner are left open
public record Surface(double[] x, double[] y, double[][] z, ColorMap map, View view, Style style) implements Solid {
    /// At most so many cells each way: more are smaller than the eye needs.
    private static final int MOST = 24;
    private static final int SHADES = 32;
    /// How far a cell reaches under its neighbours, in pixels, so that no ground shines through the seams.
    private static final double OVERLAP = 0.45;

    @Override
    public Surface with(Style changed) {
        return new Surface(x, y, z, map, view, changed);
    }

    @Override
    public Surface with(View changed) {
        return new Surface(x, y, z, map, changed, style);
    }

    public Surface with(ColorMap colors) {
        return new Surface(x, y, z, colors, view, style);
    }

    @Override
    public Turn turn() {
        return Turn.FOLLOWING; // its colours are those of the map; the palette is for what is drawn over it
    }

    @Override
    public void extend(Extent extent) {
        extent.x(x);
        extent.y(y);
        extent.exact();
    }

    @Override
    public Range height() {
        return Coloring.range(Arrays.stream(z).flatMapToDouble(Arrays::stream).toArray());
    }

    /// The height between four values of the grid; NaN beside it.
    public double at(double across, double along) {
        int column = below(x, across);
        int row = below(y, along);
        if (column < 0 || row < 0) return Double.NaN;
        double right = (across - x[column]) / (x[column + 1] - x[column]);
        double up = (along - y[row]) / (y[row + 1] - y[row]);
        return (1 - up) * ((1 - right) * z[row][column] + right * z[row][column + 1])
                + up * ((1 - right) * z[row + 1][column] + right * z[row + 1][column + 1]);
    }

    /// The index of the last grid value up to `place`, or -1.
    private static int below(double[] grid, double place) {
        if (grid.length < 2 || !(place >= grid[0] && place <= grid[grid.length - 1])) return -1;
        int index = 0;
        while (index < grid.length - 2 && grid[index + 1] <= place) index++;
        return index;
    }

    @Override
    public void draw(Canvas canvas, Look look, Space space) {
        var cells = new ArrayList<Cell>();
        int[] columns = picked(x.length);
        int[] rows = picked(y.length);
        Range range = height();
        for (int r = 0; r + 1 < rows.length; r++)
            for (int c = 0; c + 1 < columns.length; c++)
                add(cells, space, range, new int[] {rows[r], rows[r + 1], columns[c], columns[c + 1]});
        cells.sort(Comparator.comparingDouble(Cell::near));
        var rings = new ArrayList<double[]>();
        for (int i = 0; i < cells.size(); i++) {
            rings.add(cells.get(i).ring());
            boolean ends = i + 1 == cells.size()
                    || !cells.get(i + 1).color().equals(cells.get(i).color());
            if (!ends) continue;
            canvas.add(new Element.Area(rings, cells.get(i).color(), style.alpha()));
            rings.clear();
        }
    }

    /// @param near how near the middle of the cell is
    private record Cell(double[] ring, Rgb color, double near) {}

    private void add(List<Cell> cells, Space space, Range range, int[] sides) {
        double[][] corners = {
            {x[sides[2]], y[sides[0]], z[sides[0]][sides[2]]},
            {x[sides[3]], y[sides[0]], z[sides[0]][sides[3]]},
            {x[sides[3]], y[sides[1]], z[sides[1]][sides[3]]},
            {x[sides[2]], y[sides[1]], z[sides[1]][sides[2]]}
        };
        double[] ring = new double[8];
        double near = 0;
        double mean = 0;
        for (int i = 0; i < 4; i++) {
            if (!space.holds(corners[i][0], corners[i][1], corners[i][2])) return; // NaN is not held
            double[] place = space.at(corners[i][0], corners[i][1], corners[i][2]);
            ring[2 * i] = place[0];
            ring[2 * i + 1] = place[1];
            near += place[2] / 4;
            mean += corners[i][2] / 4;
        }
        double span = Math.max(range.high() - range.low(), Double.MIN_NORMAL);
        double share = Math.rint((mean - range.low()) / span * SHADES) / SHADES;
        double slope = (corners[1][2] + corners[2][2] - corners[0][2] - corners[3][2]) / 2 / span;
        double light = Math.clamp(Math.rint(-slope * 24) / 8, -1.0, 1.0);
        Rgb color = map.at(share);
        Rgb lit = light >= 0 ? color.mix(Rgb.WHITE, 0.16 * light) : color.mix(Rgb.BLACK, -0.2 * light);
        cells.add(new Cell(widened(ring), lit, near));
    }

    private static double[] widened(double[] ring) {
        double middleX = (ring[0] + ring[2] + ring[4] + ring[6]) / 4;
        double middleY = (ring[1] + ring[3] + ring[5] + ring[7]) / 4;
        double[] wide = ring.clone();
        for (int i = 0; i < 8; i += 2) {
            double distance = Math.max(Math.hypot(ring[i] - middleX, ring[i + 1] - middleY), 1e-9);
            wide[i] += OVERLAP * (ring[i] - middleX) / distance;
            wide[i + 1] += OVERLAP * (ring[i + 1] - middleY) / distance;
        }
        return wide;
    }

    /// Evenly chosen indices, the first and the last among them.
    private static int[] picked(int count) {
        int cells = Math.min(count - 1, MOST);
        int[] indices = new int[Math.max(0, cells + 1)];
        for (int i = 0; i < indices.length; i++)
            indices[i] = cells == 0 ? 0 : (int) Math.round((double) i * (count - 1) / cells);
        return indices;
    }

    @Override
    public ColorBar colorBar() {
        return new ColorBar(map, height());
    }

    @Override
    public List<String> notes(String xName, boolean log) {
        double[] all = Arrays.stream(z).flatMapToDouble(Arrays::stream).toArray();
        return Edge.counts(all, all.length, "the surface", false);
    }

    @Override
    public String summary() {
        double[] all = Arrays.stream(z).flatMapToDouble(Arrays::stream).toArray();
        return "surface over " + Words.span(x) + " and " + Words.span(y) + ", height " + Words.span(all);
    }
}
