package dev.crema.kernel.eval;

import org.jspecify.annotations.Nullable;

/// Where the value of an expression goes. JShell would keep every value for ever in a variable `$1`, `$2`, …, and
/// grow slower with each; so a cell's last expression is evaluated as `show$value(expression)` instead.
@SuppressWarnings("MemberName") // names that no notebook has: they are imported, so that a variable `dev` hides nothing
public final class Results {
    /// A value that has been shown.
    record Shown(@Nullable Object value) {}

    private static volatile @Nullable Shown shown;
    private static volatile @Nullable Object given;

    private Results() {}

    /// Called by cells.
    public static void show$value(@Nullable Object value) {
        shown = new Shown(value);
    }

    /// Called by cells: the value of a variable that a magic declares.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the declaration that calls it names the type
    public static <T> T take$value() {
        Object value = given;
        given = null;
        if (value == null) throw new IllegalStateException("nothing was given");
        return (T) value;
    }

    /// Java that declares a variable with the value that was given.
    static String declaration(String type, String name) {
        return type + " " + name + " = " + "take$value();";
    }

    static void give(Object value) {
        given = value;
    }

    /// What the last evaluation showed, if anything; forgets it.
    static @Nullable Shown takeShown() {
        Shown last = shown;
        shown = null;
        return last;
    }
}
