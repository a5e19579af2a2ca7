package dev.crema.kernel.display;

import dev.crema.magics.Setting;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Passes on what a cell prints, up to a limit: a notebook with a loop's hundred million lines in it opens nowhere.
/// Beyond the limit the middle is left out, the end is shown when the cell ends, and all of it is in a file.
final class PrintFold {
    private static final int TAIL = 50_000;
    private static final long MOST_IN_FILE = 200_000_000;

    private final Output output;
    private final int limit = Setting.PRINT_LIMIT.value();
    private final StringBuilder head = new StringBuilder();
    private final StringBuilder tail = new StringBuilder();
    private Output.Stream tailStream = Output.Stream.STDOUT;
    private long shown;
    private long leftOut;
    private long written;
    private @Nullable Path file;
    private @Nullable BufferedWriter writer;
    private boolean folding;

    PrintFold(Output output) {
        this.output = output;
    }

    /// Shows the text, or keeps it.
    synchronized void print(Output.Stream stream, String text) {
        if (folding) keep(stream, text);
        else if (shown + text.length() <= limit) show(stream, text);
        else {
            int room = lineEnd(text, (int) (limit - shown));
            show(stream, text.substring(0, room));
            fold();
            keep(stream, text.substring(room));
        }
    }

    private void show(Output.Stream stream, String text) {
        if (text.isEmpty()) return;
        shown += text.length();
        head.append(text);
        output.print(stream, text);
    }

    /// Where to cut, not after `most`: behind a line's end if there is one, never inside a character.
    private static int lineEnd(String text, int most) {
        int end = text.lastIndexOf('\n', most - 1) + 1;
        if (end > 0 || most == 0) return end;
        return Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    }

    private void fold() {
        folding = true;
        try {
            file = Files.createTempFile("crema-output-", ".txt");
            writer = Files.newBufferedWriter(file);
            write(head.toString());
        } catch (IOException e) {
            Console.log("what a cell prints cannot be kept in a file: " + e.getMessage());
            file = null;
        }
        head.setLength(0);
        String where = file == null ? "" : "; all of it is in " + file;
        output.print(
                Output.Stream.STDOUT,
                "\n… this cell prints more than " + limit + " characters: the middle is left out" + where
                        + ", the end follows when the cell ends (%config print-limit) …\n");
    }

    private void keep(Output.Stream stream, String text) {
        write(text);
        tailStream = stream;
        tail.append(text);
        int excess = tail.length() - TAIL;
        if (excess < TAIL) return; // cut now and then, not at every print
        leftOut += excess;
        tail.delete(0, excess);
    }

    private void write(String text) {
        if (writer == null || written > MOST_IN_FILE) return;
        try {
            writer.write(text);
            written += text.length();
            if (written > MOST_IN_FILE) writer.write("\n… the rest was not kept\n");
        } catch (IOException e) {
            Console.log("what a cell prints cannot be kept in " + file + ": " + e.getMessage());
            writer = null;
        }
    }

    /// The cell has ended: shows the end of what it printed. What its threads print later is kept in the file
    /// alone.
    synchronized void end() {
        if (!folding || tail.isEmpty()) return;
        try {
            if (writer != null) writer.flush();
        } catch (IOException e) {
            Console.log("what a cell prints cannot be kept in " + file + ": " + e.getMessage());
        }
        int from = Math.max(0, tail.length() - TAIL);
        int line = tail.indexOf("\n", from) + 1;
        int start = from > 0 && line > 0 && line < tail.length() ? line : from;
        leftOut += start;
        if (leftOut > 0) output.print(tailStream, "… " + leftOut + " characters left out …\n");
        output.print(tailStream, tail.substring(start));
        tail.setLength(0);
    }
}
