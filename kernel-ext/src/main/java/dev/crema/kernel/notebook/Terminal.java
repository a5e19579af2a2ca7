package dev.crema.kernel.notebook;

import dev.crema.kernel.error.Ansi;
import java.io.PrintStream;

/// Shows the outputs of a run as text. On a terminal, progress is overwritten in place; into a pipe only its last
/// state is written.
final class Terminal {
    private static final String ERASE_BELOW = "\u001b[0J";

    private final PrintStream out;
    private final boolean live;
    private final StringBuilder line = new StringBuilder();
    private String liveId = "";
    private int liveLines;
    private String pendingId = "";
    private String pendingText = "";

    /// @param live whether `out` is a terminal, where text can be overwritten and coloured
    Terminal(PrintStream out, boolean live) {
        this.out = out;
        this.live = live;
    }

    /// Prints what a program prints.
    synchronized void print(String text) {
        settle();
        if (live) out.print(text);
        else printLastStates(text);
        out.flush();
    }

    /// A line that a carriage return starts again is printed when it ends.
    private void printLastStates(String text) {
        for (String piece : text.split("(?<=\n)", -1)) {
            line.append(piece);
            if (!piece.endsWith("\n")) continue;
            out.print(CodeCell.overwritten(line.toString()));
            line.setLength(0);
        }
    }

    /// Prints whole lines of our own.
    synchronized void say(String text) {
        settle();
        out.println(live ? text : Ansi.strip(text));
        out.flush();
    }

    /// Prints an output that may be updated.
    synchronized void display(String id, String text) {
        settle();
        if (live || id.isEmpty()) out.println(text);
        else {
            pendingId = id;
            pendingText = text;
        }
        liveId = id;
        liveLines = (int) text.lines().count();
        out.flush();
    }

    /// Prints the new state of an output in place of the old one, if that is the last thing printed; else below.
    synchronized void update(String id, String text) {
        if (!live && id.equals(pendingId)) pendingText = text;
        else if (live && id.equals(liveId)) {
            out.print("\u001b[" + liveLines + "A\r" + ERASE_BELOW);
            out.println(text);
            liveLines = (int) text.lines().count();
        }
        out.flush();
    }

    /// Prints what has been held back.
    synchronized void settle() {
        liveId = "";
        if (!pendingId.isEmpty()) {
            out.println(pendingText);
            pendingId = "";
        }
    }

    /// Ends the outputs of a cell.
    synchronized void endCell() {
        settle();
        if (!line.isEmpty()) {
            out.println(CodeCell.overwritten(line.toString()));
            line.setLength(0);
        }
        out.flush();
    }
}
