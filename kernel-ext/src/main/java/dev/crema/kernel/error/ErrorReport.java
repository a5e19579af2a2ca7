package dev.crema.kernel.error;

import dev.crema.kernel.source.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An error as it is shown below a cell.
///
/// @param name the simple name of the exception, or `CompileError`
/// @param message one line or more
/// @param traceback the lines to show, with ANSI colours
/// @param place where in the notebook it happened; null if in no cell
public record ErrorReport(
        String name,
        String message,
        List<String> traceback,
        @Nullable Place place) {
    public ErrorReport {
        traceback = List.copyOf(traceback);
    }

    /// An error of one sentence, without a trace.
    public static ErrorReport sentence(String name, String message) {
        return new ErrorReport(name, message, List.of(Ansi.error(name) + ": " + message), null);
    }

    /// What a magic refuses, in a sentence of its own, at the line where it stands.
    public static ErrorReport at(Place place, String sentence) {
        var lines = List.of(Ansi.error(sentence), Ansi.place(place.toString()));
        return new ErrorReport("MagicError", sentence, lines, place);
    }

    /// The traceback without colours.
    public String plainText() {
        return Ansi.strip(String.join("\n", traceback));
    }
}
