package dev.crema.magics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The training runs of this notebook by name, in the order in which they began. A name that is used again gets a
/// number: `model`, `model 2`.
final class Runs {
    private static final Map<String, LastRun> RUNS = new LinkedHashMap<>();

    private Runs() {}

    /// A name that no run has yet.
    static synchronized String free(String wanted) {
        if (!RUNS.containsKey(wanted)) return wanted;
        int number = 2;
        while (RUNS.containsKey(wanted + " " + number)) number++;
        return wanted + " " + number;
    }

    static synchronized void add(LastRun run) {
        RUNS.put(run.history().run(), run);
    }

    static synchronized boolean has(String name) {
        return RUNS.containsKey(name);
    }

    static synchronized List<LastRun> all() {
        return new ArrayList<>(RUNS.values());
    }

    /// The run of this name.
    ///
    /// @throws MagicException naming the nearest if there is none
    static synchronized LastRun get(String magic, String name) {
        LastRun run = RUNS.get(name);
        if (run != null) return run;
        String known = RUNS.isEmpty() ? "; nothing was trained yet" : "; there are " + String.join(", ", RUNS.keySet());
        throw new MagicException(magic, "no run " + name + Nearest.hint(name, RUNS.keySet(), "") + known);
    }

    static synchronized void delete(String magic, String name) {
        get(magic, name);
        RUNS.remove(name);
    }

    /// Forgets all runs.
    static synchronized void clear() {
        RUNS.clear();
    }
}
