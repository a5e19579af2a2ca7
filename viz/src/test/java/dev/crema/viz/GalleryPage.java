package dev.crema.viz;

import dev.crema.viz.theme.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes `docs/gallery`: a page of every chart in both themes. `-Dcrema.goldens=update` on `GalleryPageTest` does
/// it.
final class GalleryPage {
    private GalleryPage() {}

    static void write(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("light"));
        Files.createDirectories(folder.resolve("dark"));
        for (var entry : Gallery.figures().entrySet()) {
            Files.writeString(
                    folder.resolve("light/" + entry.getKey() + ".svg"),
                    entry.getValue().svg());
            Files.writeString(
                    folder.resolve("dark/" + entry.getKey() + ".svg"),
                    entry.getValue().svg(Theme.DARK));
        }
        Files.writeString(folder.resolve("index.html"), page());
    }

    /// The page itself: one row for each chart.
    static String page() {
        var page = new StringBuilder("""
                <!DOCTYPE html>
                <html lang="en">
                <meta charset="utf-8">
                <title>Crema: every chart</title>
                <style>
                body { font-family: sans-serif; margin: 2em; }
                section { display: flex; gap: 1em; flex-wrap: wrap; margin-bottom: 2em; }
                h2 { width: 100%; font-size: 1em; margin: 0; }
                p { width: 100%; margin: 0; color: #555; font-size: .85em; }
                img { max-width: calc(50% - 1em); height: auto; }
                </style>
                <h1>Every chart</h1>
                """);
        for (var entry : Gallery.figures().entrySet()) {
            String name = entry.getKey();
            String alt = entry.getValue()
                    .alt()
                    .replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace("\"", "&quot;");
            page.append("<section>\n<h2>")
                    .append(name)
                    .append("</h2>\n<p>")
                    .append(alt)
                    .append("</p>\n");
            for (String theme : new String[] {"light", "dark"})
                page.append("<img loading=\"lazy\" src=\"%s/%s.svg\" alt=\"%s\">\n".formatted(theme, name, alt));
            page.append("</section>\n");
        }
        return page.append("</html>\n").toString();
    }
}
