package dev.crema.kernel.source;

/// A text that was evaluated, and what it is called in messages: a cell (`Cell 3`) or a file (`nets.java`).
public record SourceText(String label, String text) {

    /// The text of a notebook's cell.
    ///
    /// @param number the number that the front end shows in brackets beside it
    public static SourceText cell(int number, String text) {
        return new SourceText("Cell " + number, text);
    }

    /// The line of an offset, counted from 1.
    public int line(int offset) {
        int line = 1;
        for (int i = 0; i < Math.min(offset, text.length()); i++) if (text.charAt(i) == '\n') line++;
        return line;
    }

    /// The column of an offset, counted from 0.
    public int column(int offset) {
        int at = Math.min(offset, text.length());
        return at - (text.lastIndexOf('\n', at - 1) + 1);
    }

    /// What stands on a line counted from 1; empty if there is no such line.
    public String lineText(int line) {
        return text.lines().skip(line - 1L).findFirst().orElse("");
    }

    @Override
    public String toString() {
        return label;
    }
}
