package dev.crema.kernel.source;

/// One declaration, statement or expression of a cell: what JShell evaluates at a time.
///
/// @param source the text as it is to be evaluated, with the semicolon that JShell asks for
/// @param start where it starts in its [SourceText]
/// @param end behind its last token, without comments that follow
/// @param terminated whether the user ended it with a semicolon or a brace
public record Unit(Kind kind, String source, int start, int end, boolean terminated) {
    /// What a unit is.
    public enum Kind {
        IMPORT,
        TYPE,
        METHOD,
        VARIABLE,
        STATEMENT,
        EXPRESSION,
        /// Not Java, or not finished.
        BROKEN
    }

    /// Whether it leaves nothing behind: such units may be evaluated together, as one block.
    public boolean isAction() {
        return kind == Kind.STATEMENT || kind == Kind.EXPRESSION;
    }
}
