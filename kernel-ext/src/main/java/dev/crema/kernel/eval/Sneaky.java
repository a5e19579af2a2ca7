package dev.crema.kernel.eval;

/// Lets an exception of the user's code pass through our own interfaces as it is.
final class Sneaky {
    private Sneaky() {}

    static RuntimeException throwAny(Throwable thrown) {
        throw Sneaky.<RuntimeException>cast(thrown);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // the cast is not checked at run time: that is the point
    private static <T extends Throwable> T cast(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
