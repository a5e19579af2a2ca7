package dev.crema.magics;

import dev.crema.nn.Module;
import dev.crema.nn.data.DataLoader;
import dev.crema.nn.metrics.History;
import org.jspecify.annotations.Nullable;

/// The training run that `%plot` draws when none is named.
///
/// @param model what was trained
/// @param train what it was trained on
/// @param validation what it was validated on
/// @param history what was measured
record LastRun(Module model, DataLoader train, @Nullable DataLoader validation, History history) {
    private static volatile @Nullable LastRun last;

    /// Remembers a run.
    static void remember(LastRun run) {
        last = run;
        Runs.add(run);
    }

    /// Forgets it, as a kernel does that starts again.
    static void forget() {
        last = null;
    }

    static boolean exists() {
        return last != null;
    }

    /// The last run of this notebook.
    ///
    /// @throws MagicException if nothing was trained yet
    static LastRun get(String magic) {
        LastRun run = last;
        if (run == null)
            throw new MagicException(magic, "nothing was trained yet; train something first, or name what to plot");
        return run;
    }
}
