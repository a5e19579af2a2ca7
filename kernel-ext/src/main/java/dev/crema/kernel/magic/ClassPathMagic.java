package dev.crema.kernel.magic;

import dev.crema.kernel.eval.Evaluator;
import dev.crema.magics.Host;
import dev.crema.magics.Magic;
import dev.crema.magics.MagicException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `%classpath files…`: libraries for the cells below.
@SuppressWarnings("OrphanedFormatString") // here a per cent sign is a magic
record ClassPathMagic(Evaluator evaluator) implements Magic {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    @Override
    public String name() {
        return "classpath";
    }

    @Override
    public String help() {
        return "Adds jars or folders of classes for the cells below: `%classpath lib/gson.jar`, `%classpath lib/*.jar`.";
    }

    @Override
    public @Nullable Object line(String arguments, Host host) {
        List<Path> libraries = new ArrayList<>();
        Matcher words = WORD.matcher(arguments);
        while (words.find()) {
            String word = words.group().replaceAll("^[\"']|[\"']$", "");
            if (!word.equals("add")) libraries.addAll(find(word));
        }
        if (libraries.isEmpty())
            throw new MagicException("classpath", "name a jar or a folder, as in %classpath lib/*.jar");
        libraries.forEach(evaluator::addLibrary);
        return null;
    }

    @Override
    public @Nullable Object cell(String arguments, String body, Host host) {
        return line(body.replace('\n', ' '), host);
    }

    private static List<Path> find(String word) {
        try {
            if (!word.contains("*")) {
                Path path = Path.of(word).toAbsolutePath().normalize();
                if (!Files.exists(path)) throw new MagicException("classpath", "there is no " + path);
                return List.of(path);
            }
            int folderEnd = Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\'));
            Path folder = Path.of(folderEnd < 0 ? "." : word.substring(0, folderEnd))
                    .toAbsolutePath()
                    .normalize();
            var found = new ArrayList<Path>();
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, word.substring(folderEnd + 1))) {
                files.forEach(found::add);
            }
            if (found.isEmpty()) throw new MagicException("classpath", "nothing matches " + word);
            found.sort(null);
            return found;
        } catch (IOException | InvalidPathException e) {
            throw new MagicException("classpath", "cannot look for " + word + ": " + e.getMessage());
        }
    }
}
