package dev.crema.tensor.backend;

import java.util.Locale;

/// What a choice for a shape is between.
public enum Candidate {
    /// Our own kernels on the Vector API.
    VECTORS,
    /// Products by OpenBLAS.
    OPENBLAS,
    /// Products and convolutions by oneDNN.
    ONEDNN,
    /// Convolutions as products of unfolded images.
    UNFOLDING;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
