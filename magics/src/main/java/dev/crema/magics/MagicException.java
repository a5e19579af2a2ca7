package dev.crema.magics;

/// What a magic refuses, in one sentence that names the magic and the way out. Shown without a stack trace.
public class MagicException extends RuntimeException {
    /// @param magic the name of the magic, without its per cent sign
    public MagicException(String magic, String message) {
        super("%" + magic + ": " + message);
    }
}
