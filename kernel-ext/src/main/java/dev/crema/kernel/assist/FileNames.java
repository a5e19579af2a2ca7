package dev.crema.kernel.assist;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The files and folders that a path may go on with.
final class FileNames {
    private static final int MOST = 200;

    private FileNames() {}

    /// @param typed the path as far as it has been typed; the last name of it is completed
    static List<Completion> complete(String typed, int cursor) {
        int nameStart = Math.max(typed.lastIndexOf('/'), typed.lastIndexOf('\\')) + 1;
        String name = typed.substring(nameStart);
        var found = new ArrayList<Completion>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder(typed.substring(0, nameStart)))) {
            for (Path file : files) {
                String text = String.valueOf(file.getFileName());
                boolean hidden = text.startsWith(".") && !name.startsWith(".");
                if (!text.startsWith(name) || hidden) continue;
                found.add(
                        Files.isDirectory(file)
                                ? new Completion(text + "/", cursor - name.length(), "folder", "")
                                : new Completion(text, cursor - name.length(), "file", ""));
                if (found.size() == MOST) break;
            }
        } catch (IOException | DirectoryIteratorException | InvalidPathException e) {
            return List.of(); // no such folder: nothing to go on with
        }
        found.sort(Comparator.comparing(Completion::text));
        return found;
    }

    private static Path folder(String typed) {
        if (typed.startsWith("~/")) return Path.of(System.getProperty("user.home"), typed.substring(2));
        return Path.of(typed);
    }
}
