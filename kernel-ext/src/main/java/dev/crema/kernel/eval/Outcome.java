package dev.crema.kernel.eval;

import dev.crema.kernel.error.ErrorReport;
import org.jspecify.annotations.Nullable;

/// How a cell ended.
///
/// @param error why it failed; null if it did not
public record Outcome(@Nullable ErrorReport error) {
    static final Outcome OK = new Outcome(null);

    public boolean isOk() {
        return error == null;
    }
}
