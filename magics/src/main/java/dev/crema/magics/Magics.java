package dev.crema.magics;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/// The magics that a notebook knows, by name.
public final class Magics {
    private final Map<String, Magic> byName = new TreeMap<>();

    /// Adds magics; a later one replaces an earlier one of the same name.
    public Magics add(Magic... magics) {
        for (Magic magic : magics) byName.put(magic.name(), magic);
        return this;
    }

    /// All magics, sorted by name.
    public Collection<Magic> all() {
        return byName.values();
    }

    /// The magic of this name.
    ///
    /// @throws MagicException naming the nearest one if there is none
    public Magic get(String name) {
        Magic magic = byName.get(name);
        if (magic == null)
            throw new MagicException(
                    name, "no such magic" + Nearest.hint(name, byName.keySet(), "%") + "; %lsmagic lists them all");
        return magic;
    }
}
