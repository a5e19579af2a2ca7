package dev.crema.kernel.source;

/// A piece of a cell: Java, or a line that is a command.
public sealed interface Part {
    /// Where the piece starts in the cell.
    int start();

    /// Java source; may hold many declarations and statements.
    record Java(String text, int start) implements Part {}

    /// `%name arguments`.
    ///
    /// @param argumentsStart where the arguments start in the cell
    record Line(String name, String arguments, int start, int argumentsStart) implements Part {}

    /// `%%name arguments` above the rest of the cell.
    ///
    /// @param bodyStart where the body starts in the cell
    record Whole(String name, String arguments, String body, int start, int bodyStart) implements Part {}

    /// `!command`, for the shell of the operating system.
    record Shell(String command, int start) implements Part {}

    /// `?name`, `name?` or `%name?`: asks what a name is.
    record Help(String subject, int start) implements Part {}
}
