package dev.crema.viz.write;

import java.awt.Font;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Draws a chart where there are no fonts, and says whether there really are none.
final class BareMachine {
    private BareMachine() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        for (String ending : new String[] {"png", "svg", "pdf"})
            BareMachineTest.chart().save(folder.resolve("chart." + ending).toString());
        Files.writeString(folder.resolve("font"), machineFont());
    }

    /// What Java's own fonts do here.
    private static String machineFont() {
        try {
            return new Font("SansSerif", Font.PLAIN, 12).getFontName();
        } catch (RuntimeException | Error missing) {
            return "none";
        }
    }
}
