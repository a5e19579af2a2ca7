package dev.crema.kernel.magic;

import dev.crema.kernel.eval.Evaluator;
import dev.crema.magics.Host;
import dev.crema.magics.Magic;
import dev.crema.magics.MagicException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `%time code` and `%%time` above a cell: runs it once and says how long it ran, without compiling.
@SuppressWarnings("OrphanedFormatString") // here a per cent sign is a magic
record TimeMagic(Evaluator evaluator) implements Magic {
    @Override
    public String name() {
        return "time";
    }

    @Override
    public String help() {
        return "Runs code once and says how long it took. `%time code`, or `%%time` above a cell.";
    }

    @Override
    public @Nullable Object line(String arguments, Host host) {
        if (arguments.isEmpty()) throw new MagicException("time", "write the code behind it, or %%time above a cell");
        return cell("", arguments, host);
    }

    @Override
    public @Nullable Object cell(String arguments, String body, Host host) {
        long before = evaluator.codeNanos();
        evaluator.runCode(body);
        host.print("took " + duration((double) (evaluator.codeNanos() - before)) + "\n");
        return null;
    }

    /// A duration with a unit that suits it: `3.21 ms`.
    static String duration(double nanos) {
        String[] units = {"ns", "µs", "ms", "s"};
        int unit = 0;
        double value = nanos;
        while (value >= 1000 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(
                Locale.ROOT, value < 10 ? "%.2f %s" : value < 100 ? "%.1f %s" : "%.0f %s", value, units[unit]);
    }
}
