package dev.crema.viz.xchart;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.internal.chartpart.IChart;

/// An XChart chart as a notebook shows it: a PNG of twice its size, never a window. XChart draws its text with the
/// fonts of the machine, so it needs fontconfig; figures of `Plot` do not.
///
/// ```java
/// ChartPicture.of(chart).png()
/// ```
///
/// @param alt what it shows: its title and its series
public record ChartPicture(int width, int height, byte[] png, String alt) {
    private static final int SCALE = 2;

    /// The picture of a chart.
    public static ChartPicture of(IChart chart) {
        // Before AWT starts: with a display it would open one, and a closed window can end the process.
        System.setProperty("java.awt.headless", "true");
        int width = chart.getWidth();
        int height = chart.getHeight();
        var image = new BufferedImage(SCALE * width, SCALE * height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.scale(SCALE, SCALE);
        try {
            chart.paint(graphics, width, height);
        } catch (LinkageError | InternalError noFonts) {
            throw new IllegalStateException(
                    "XChart draws its text with the fonts of the machine, and there are none: install fontconfig and a"
                            + " font, or draw with Plot, which brings its own",
                    noFonts);
        }
        graphics.dispose();
        var file = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ChartPicture(width, height, file.toByteArray(), alt(chart));
    }

    private static String alt(IChart chart) {
        String title = chart.getTitle() == null || chart.getTitle().isEmpty() ? "Chart" : chart.getTitle();
        if (!(chart instanceof Chart<?, ?> known)) return title;
        String series = known.getSeriesCollection().stream()
                .map(one -> one.getName())
                .reduce((a, b) -> a + ", " + b)
                .orElse("no series");
        return title + ": " + series;
    }
}
