package dev.crema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The Java of a page of documentation, piece by piece, in order.
///
/// @param pieces what one cell holds each
record Documentation(List<String> pieces) {
    private static final Pattern PIECE =
            Pattern.compile("(?ms)^```java\\n(?<cell>.*?)^```|^\\| [^\\n]*? \\|(?<answers>(?: `[^`\\n]+`)+) \\|$");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /// The blocks of a page; of a table with two columns, what the right one has in backticks.
    static Documentation of(Path page) throws IOException {
        List<String> pieces = new ArrayList<>();
        Matcher found = PIECE.matcher(Files.readString(page));
        while (found.find()) {
            String cell = found.group("cell");
            if (cell != null) pieces.add(cell.strip());
            else CODE.matcher(found.group("answers")).results().forEach(code -> pieces.add(code.group(1)));
        }
        return new Documentation(pieces);
    }

    /// The pieces as a script that `crema run` takes.
    String script() {
        return String.join(
                        "\n\n", pieces.stream().map(piece -> "// %%\n" + piece).toList()) + "\n";
    }
}
