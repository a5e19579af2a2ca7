package dev.crema.kernel.eval;

import dev.crema.kernel.error.Names;
import dev.crema.kernel.error.Problem;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import jdk.jshell.Diag;

/// Turns what the compiler says about a piece of code into problems of the user's text.
final class Problems {
    private static final Pattern NO_LOCATION = Pattern.compile("\\R\\s*location: class\\s*$");
    private static final Pattern SYMBOL = Pattern.compile("^(cannot find symbol)\\R\\s*symbol:\\s*(.*)");

    private Problems() {}

    static List<Problem> of(Piece piece, List<Diag> diagnostics) {
        return diagnostics.stream().filter(Diag::isError).map(d -> of(piece, d)).toList();
    }

    private static Problem of(Piece piece, Diag diagnostic) {
        String message = Names.simple(diagnostic.getMessage(Locale.ENGLISH)).replaceAll("\\h+(?=\\R|$)", "");
        message = NO_LOCATION.matcher(message).replaceFirst("");
        message = SYMBOL.matcher(message).replaceFirst("$1: $2");
        return new Problem(piece.origin(), piece.toOrigin(diagnostic.getPosition()), diagnostic.getCode(), message);
    }
}
