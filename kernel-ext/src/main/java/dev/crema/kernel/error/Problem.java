package dev.crema.kernel.error;

import dev.crema.kernel.source.Place;
import dev.crema.kernel.source.SourceText;

/// What the compiler says about a place in a cell.
///
/// @param at the offset in the text that it is about
/// @param code the compiler's name for it: `compiler.err.cant.resolve.location`
/// @param message in English, with simple names; may have several lines
public record Problem(SourceText source, int at, String code, String message) {
    public Place place() {
        return new Place(source, source.line(at));
    }

    /// The line of the text that the problem is in.
    String lineText() {
        return source.lineText(place().line());
    }

    int column() {
        return source.column(at);
    }

    /// The first line of the message.
    public String headline() {
        return message.lines().findFirst().orElse(code);
    }
}
