package dev.crema.magics;

/// What a magic refuses, in one sentence that names the magic and the way out. Shown without a stack trace.
public final class MagicException extends RuntimeException {
    public MagicException(String message) {
        super(message);
    }
}
