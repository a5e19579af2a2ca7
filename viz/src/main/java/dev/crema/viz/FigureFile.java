package dev.crema.viz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Figures as files. A new ending is one line here.
final class FigureFile {
    private FigureFile() {}

    static void save(Figure figure, String file) {
        byte[] content = switch (ending(file)) {
            case "svg" -> figure.svg().getBytes(StandardCharsets.UTF_8);
            case "png" -> figure.png();
            case "pdf" -> figure.pdf();
            case "txt" -> figure.text().getBytes(StandardCharsets.UTF_8);
            default ->
                throw new IllegalArgumentException(
                        "save: " + file + " has no ending that is known here; give .svg, .png, .pdf or .txt");
        };
        try {
            Path path = Path.of(file);
            if (path.getParent() != null) Files.createDirectories(path.getParent());
            Files.write(path, content);
        } catch (IOException e) {
            throw new UncheckedIOException("save: cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private static String ending(String file) {
        return file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
