package dev.crema.kernel.eval;

import dev.crema.kernel.source.RecordConstructor;
import dev.crema.kernel.source.SourceText;
import dev.crema.kernel.source.Unit;
import java.util.OptionalInt;

/// Code as JShell gets it, and where its characters stand in the user's text. Between the two lies what we add:
/// braces around a block of statements, and the call that shows the last expression.
///
/// @param code what JShell evaluates
/// @param origin the user's text
/// @param start where the code starts in it
/// @param prefix how many characters we put in front
/// @param insertedAt where in the user's part we added more; its length if nowhere
/// @param inserted how many characters we added there
public record Piece(String code, SourceText origin, int start, int prefix, int insertedAt, int inserted) {
    private static final String PUBLIC = "public ";
    private static final String SHOWN = "\n);}";
    private static final String SHOW = "show$value(";

    /// Code of ours, which no message speaks of.
    static Piece internal(String code) {
        return new Piece(code, new SourceText("", code), 0, 0, code.length(), 0);
    }

    boolean isInternal() {
        return origin.label().isEmpty();
    }

    /// A unit as it is; only the constructor of a record is made public, as JShell makes the record.
    static Piece of(Unit unit, SourceText origin) {
        String source = unit.source();
        OptionalInt constructor =
                unit.kind() == Unit.Kind.TYPE ? RecordConstructor.withoutAccess(source) : OptionalInt.empty();
        if (constructor.isEmpty()) return new Piece(source, origin, unit.start(), 0, source.length(), 0);
        int at = constructor.getAsInt();
        String code = source.substring(0, at) + PUBLIC + source.substring(at);
        return new Piece(code, origin, unit.start(), 0, at, PUBLIC.length());
    }

    /// Statements as one block.
    static Piece block(SourceText origin, int start, int end) {
        String text = origin.text().substring(start, end);
        String close = text.endsWith(";") || text.endsWith("}") ? "}" : ";}";
        return new Piece("{" + text + close, origin, start, 1, text.length(), 0);
    }

    /// Statements as one block that ends with showing the value of an expression.
    ///
    /// @param shownAt where the expression starts
    static Piece showing(SourceText origin, int start, int shownAt, int end) {
        String statements = origin.text().substring(start, shownAt);
        String expression = origin.text().substring(shownAt, end);
        String code = "{" + statements + SHOW + expression + SHOWN;
        return new Piece(code, origin, start, 1, statements.length(), SHOW.length());
    }

    /// Whether it ends with showing the value of an expression.
    boolean isShowing() {
        return isBlock() && inserted > 0;
    }

    /// The same statements, showing nothing.
    Piece asStatements() {
        int end = code.length() - SHOWN.length();
        return block(origin, start, start + end - prefix - inserted);
    }

    /// Whether JShell gets statements in braces.
    boolean isBlock() {
        return prefix > 0;
    }

    /// The offset in the user's text of an offset in the code.
    int toOrigin(long offset) {
        int own = Math.max(0, (int) offset - prefix);
        if (own > insertedAt) own = Math.max(insertedAt, own - inserted);
        return Math.min(start + own, origin.text().length());
    }

    /// The line in the user's text of a line of the code; both counted from 1.
    int toOriginLine(int line) {
        return firstLine() + line - 1;
    }

    int firstLine() {
        return origin.line(start);
    }
}
