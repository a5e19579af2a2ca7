package dev.crema.tensor.backend;

/// How many elements become one.
public enum ReductionKernel {
    SUM,
    PROD,
    MAX,
    MIN
}
