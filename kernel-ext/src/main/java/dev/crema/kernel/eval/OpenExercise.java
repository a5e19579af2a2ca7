package dev.crema.kernel.eval;

import dev.crema.kernel.error.Problem;
import dev.crema.kernel.source.Unit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A check of an exercise that does not even compile, because its answer has not been written yet or has another
/// form. That is an open exercise, which gets its hint, and no error.
///
/// ```java
/// Check.that(slope).isCloseTo(1.2105, 1e-3).hint("the lowest point");    // no cell has declared slope
/// ```
final class OpenExercise {
    private static final Pattern CHECK = Pattern.compile("^Check\\s*\\.\\s*that\\s*\\(");
    private static final Pattern HINT =
            Pattern.compile("\\.\\s*hint\\s*\\(\\s*\"((?:\\\\.|[^\"\\\\])*)\"\\s*\\)\\s*;?\\s*$");
    private static final Pattern SYMBOL =
            Pattern.compile("cannot find symbol: (?:\\w+ )?([\\p{L}_$][\\p{L}\\p{N}_$]*)");

    private OpenExercise() {}

    static boolean isCheck(Unit unit) {
        return CHECK.matcher(unit.source()).find();
    }

    /// What to print instead of the compiler's words; null if the unit is no check with a hint.
    static @Nullable String line(Unit unit, List<Problem> problems) {
        Matcher hint = HINT.matcher(unit.source());
        if (!isCheck(unit) || !hint.find() || problems.isEmpty()) return null;
        String said = problems.getFirst().headline();
        Matcher symbol = SYMBOL.matcher(said);
        String reason = symbol.find() ? "no cell has declared `" + symbol.group(1) + "` yet" : said;
        return "✗ " + hint.group(1).translateEscapes() + " (" + reason + ")\n";
    }
}
