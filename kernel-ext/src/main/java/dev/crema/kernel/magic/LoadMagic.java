package dev.crema.kernel.magic;

import dev.crema.kernel.eval.Evaluator;
import dev.crema.kernel.source.SourceText;
import dev.crema.magics.Host;
import dev.crema.magics.Magic;
import dev.crema.magics.MagicException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// `%load file`: runs a file of Java as if it stood in the cell.
@SuppressWarnings("OrphanedFormatString") // here a per cent sign is a magic
record LoadMagic(Evaluator evaluator) implements Magic {
    @Override
    public String name() {
        return "load";
    }

    @Override
    public String help() {
        return "Runs a file of Java as if it stood in the cell: `%load nets.java`, `%load setup.jshell`.";
    }

    @Override
    public @Nullable Object line(String arguments, Host host) {
        if (arguments.isEmpty()) throw new MagicException("load", "name a file, as in %load nets.java");
        Path file = Path.of(arguments).toAbsolutePath();
        if (!Files.isRegularFile(file)) throw new MagicException("load", "there is no " + file);
        try {
            // A file of a project starts with its package, which a cell cannot have.
            String code = Files.readString(file).replaceFirst("(?m)^\\s*package [\\w.]+;", "");
            evaluator.runFile(new SourceText(String.valueOf(file.getFileName()), code));
            return null;
        } catch (IOException e) {
            throw new MagicException("load", "cannot read " + file + ": " + e.getMessage());
        }
    }
}
