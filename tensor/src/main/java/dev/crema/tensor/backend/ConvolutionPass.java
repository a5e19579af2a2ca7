package dev.crema.tensor.backend;

import java.util.Locale;

/// What is computed of a convolution.
public enum ConvolutionPass {
    FORWARD,
    INPUT_GRADIENT,
    WEIGHT_GRADIENT;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
