package dev.crema.magics;

import dev.crema.viz.Figure;

/// What the options of `%plot` do to a figure.
final class PlotWords {
    private PlotWords() {}

    /// Options that shape one mark.
    static Figure mark(Figure figure, MagicArguments given) {
        Figure shaped = figure;
        if (given.has("label")) shaped = shaped.label(given.text("label", ""));
        if (given.has("marker")) shaped = shaped.marker(given.text("marker", ""));
        if (given.has("size")) shaped = shaped.size(given.number("size", 0));
        if (given.has("color")) shaped = shaped.color(given.text("color", ""));
        return given.has("dash") ? shaped.dash() : shaped;
    }

    /// Options that shape the axes of a panel.
    static Figure axes(Figure figure, MagicArguments given) {
        Figure shaped = figure;
        if (given.has("title")) shaped = shaped.title(given.text("title", ""));
        if (given.has("xlabel")) shaped = shaped.xLabel(given.text("xlabel", ""));
        if (given.has("ylabel")) shaped = shaped.yLabel(given.text("ylabel", ""));
        if (given.has("xlim")) {
            double[] ends = pair(given, "xlim", ",", "LOW,HIGH, such as 0,5");
            shaped = shaped.xLim(ends[0], ends[1]);
        }
        if (given.has("ylim")) {
            double[] ends = pair(given, "ylim", ",", "LOW,HIGH, such as 0,5");
            shaped = shaped.yLim(ends[0], ends[1]);
        }
        if (given.has("logy")) shaped = shaped.logY();
        return given.has("grid") ? shaped.grid() : shaped;
    }

    /// Options that shape the whole figure.
    static Figure whole(Figure figure, MagicArguments given) {
        if (!given.has("figsize")) return figure;
        double[] size = pair(given, "figsize", "x", "WIDTHxHEIGHT in pixels, such as 640x420");
        return figure.figsize((int) size[0], (int) size[1]);
    }

    private static double[] pair(MagicArguments given, String option, String separator, String wanted) {
        String typed = given.text(option, "");
        String[] parts = typed.split(separator, -1);
        try {
            if (parts.length == 2)
                return new double[] {Double.parseDouble(parts[0].strip()), Double.parseDouble(parts[1].strip())};
        } catch (NumberFormatException wrong) {
            // said below
        }
        throw new MagicException("plot", "--" + option + " needs " + wanted + ", got " + typed);
    }
}
