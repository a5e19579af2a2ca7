package dev.crema.magics;

/// Shows values of a type.
@FunctionalInterface
public interface Renderer<T> {
    /// The forms of the value. Plain text may be left out: the host adds it.
    MimeBundle render(T value);
}
