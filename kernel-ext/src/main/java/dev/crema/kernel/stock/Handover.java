package dev.crema.kernel.stock;

import org.jspecify.annotations.Nullable;

/// Where a value waits for the declaration that takes it into the notebook.
public final class Handover {
    private static volatile @Nullable Object given;

    private Handover() {}

    static void give(Object value) {
        given = value;
    }

    /// Called by the declaration.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the declaration names the type
    public static <T> T take() {
        Object value = given;
        given = null;
        if (value == null) throw new IllegalStateException("nothing was given");
        return (T) value;
    }
}
