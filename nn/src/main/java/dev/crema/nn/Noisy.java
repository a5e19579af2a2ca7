package dev.crema.nn;

import dev.crema.tensor.Generator;

/// A module that draws random numbers in `forward` from a stream of its own. A checkpoint saves where the stream
/// stands.
public interface Noisy {
    /// The stream.
    Generator noise();
}
