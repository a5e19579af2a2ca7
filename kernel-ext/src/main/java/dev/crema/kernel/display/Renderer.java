package dev.crema.kernel.display;

import dev.crema.magics.MimeBundle;

/// Shows values of a type.
@FunctionalInterface
public interface Renderer<T> {
    /// The forms of the value. Plain text may be left out: [Renderers] adds it.
    MimeBundle render(T value);
}
