package dev.crema.nn.cases;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The files with reference cases: those of the folder `crema.cases`, else those of the test resources.
final class CaseFiles {
    private CaseFiles() {}

    private static Path folder() {
        String given = System.getProperty("crema.cases", "");
        if (!given.isEmpty()) return Path.of(given);
        try {
            return Path.of(CaseFiles.class.getResource("/cases/a_linreg10.json").toURI())
                    .getParent();
        } catch (java.net.URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The cases of a topic, such as `g_`: all files that start with it.
    static List<Case> of(String topic) {
        List<Case> cases = new ArrayList<>();
        try (var files = Files.list(folder())) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (!name.startsWith(topic) || !name.endsWith(".json")) continue;
                JsonArray array = new Gson()
                        .fromJson(Files.readString(file), JsonObject.class)
                        .getAsJsonArray("cases");
                for (JsonElement element : array) cases.add(new Case(element.getAsJsonObject()));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return cases;
    }
}
