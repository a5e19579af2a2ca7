package dev.crema.kernel.magic;

import dev.crema.magics.Host;
import dev.crema.magics.Magic;
import dev.crema.magics.MagicException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `!command`, `%sh command` and `%%bash` above a script: the shell of the operating system.
@SuppressWarnings("OrphanedFormatString") // here a per cent sign is a magic
record ShellMagic(String name) implements Magic {
    @Override
    public String help() {
        return "Runs commands of the operating system and shows what they print. `!ls -l` in a line, `%%" + name
                + "` above a script.";
    }

    @Override
    public @Nullable Object line(String arguments, Host host) {
        int status = run(arguments, host);
        if (status != 0) host.print("(exit status " + status + ")\n");
        return null;
    }

    @Override
    public @Nullable Object cell(String arguments, String body, Host host) {
        int status = run(body, host);
        if (status != 0) throw new MagicException("%" + name, "the script ended with exit status " + status);
        return null;
    }

    private int run(String script, Host host) {
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        List<String> command = windows ? List.of("cmd", "/c", script) : List.of(name, "-c", script);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            try {
                copy(process, host);
                return process.waitFor();
            } finally {
                process.descendants().forEach(ProcessHandle::destroy);
                process.destroy();
            }
        } catch (IOException e) {
            throw new MagicException(name, command.getFirst() + " cannot be started: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MagicException(name, "interrupted, the command was ended");
        }
    }

    /// Shows the output as it comes. Looks for an interrupt between pieces: reading from a process cannot be
    /// interrupted.
    private static void copy(Process process, Host host) throws IOException, InterruptedException {
        Reader output = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8);
        char[] piece = new char[8192];
        while (true) {
            while (!output.ready() && process.isAlive()) Thread.sleep(5);
            if (!output.ready()) {
                int last = output.read(piece);
                if (last < 0) return;
                host.print(new String(piece, 0, last));
            } else host.print(new String(piece, 0, output.read(piece)));
        }
    }
}
