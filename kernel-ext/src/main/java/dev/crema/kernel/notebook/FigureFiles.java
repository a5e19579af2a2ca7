package dev.crema.kernel.notebook;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// The figures of an executed notebook as files: `cell-3.png` is what the third cell of code shows, `cell-3-2.png`
/// its second figure.
public final class FigureFiles {
    private static final Map<String, String> ENDINGS =
            Map.of("image/png", ".png", "image/jpeg", ".jpg", "image/svg+xml", ".svg", "application/pdf", ".pdf");

    private FigureFiles() {}

    /// Saves them in a folder, in place of those of an earlier run.
    ///
    /// @return the files written
    public static List<Path> save(NotebookFile notebook, Path folder) throws IOException {
        clear(folder);
        List<Path> files = new ArrayList<>();
        List<CodeCell> cells = notebook.codeCells();
        for (int i = 0; i < cells.size(); i++) {
            int figure = 0;
            for (JsonElement output : cells.get(i).outputs()) {
                JsonObject data = data(output.getAsJsonObject());
                if (ENDINGS.keySet().stream().noneMatch(data::has)) continue;
                String name = "cell-" + (i + 1) + (++figure == 1 ? "" : "-" + figure);
                for (var type : ENDINGS.entrySet())
                    if (data.has(type.getKey())) files.add(write(folder.resolve(name + type.getValue()), type, data));
            }
        }
        return files;
    }

    private static JsonObject data(JsonObject output) {
        return output.has("data") ? output.getAsJsonObject("data") : new JsonObject();
    }

    private static Path write(Path file, Map.Entry<String, String> type, JsonObject data) throws IOException {
        String content = NotebookFile.join(data.get(type.getKey()));
        byte[] bytes = type.getValue().equals(".svg")
                ? content.getBytes(StandardCharsets.UTF_8)
                : Base64.getMimeDecoder().decode(content);
        Files.createDirectories(file.toAbsolutePath().getParent());
        return Files.write(file, bytes);
    }

    private static void clear(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) return;
        try (DirectoryStream<Path> old = Files.newDirectoryStream(folder, "cell-*.{png,jpg,svg,pdf}")) {
            for (Path file : old) Files.delete(file);
        }
    }
}
