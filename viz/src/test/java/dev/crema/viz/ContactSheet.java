package dev.crema.viz;

import dev.crema.viz.theme.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes every chart of the gallery to a folder, as SVG and PNG in both themes, with a page that shows them all:
/// `mvn -pl viz -am test -Dcrema.excluded= -Dtest=GalleryTest -Dsurefire.failIfNoSpecifiedTests=false` writes it to
/// `viz/target/gallery`.
public final class ContactSheet {
    private ContactSheet() {}

    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments.length == 0 ? "target/gallery" : arguments[0]));
    }

    static void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        var page = new StringBuilder("<!DOCTYPE html><meta charset=utf-8><title>Charts</title>\n");
        for (var entry : Gallery.figures().entrySet()) {
            String name = entry.getKey();
            Figure figure = entry.getValue();
            Files.writeString(folder.resolve(name + ".svg"), figure.svg());
            Files.writeString(folder.resolve(name + "-dark.svg"), figure.svg(Theme.DARK));
            Files.write(folder.resolve(name + ".png"), figure.png());
            Files.write(folder.resolve(name + "-dark.png"), figure.png(Theme.DARK));
            page.append("<h3>%s</h3><p>%s</p>\n".formatted(name, figure.alt().replace("<", "&lt;")));
            page.append("<img src=%1$s.svg> <img src=%1$s.png width=%2$d>\n".formatted(name, figure.width()));
        }
        Files.writeString(folder.resolve("index.html"), page);
    }
}
