package dev.crema.tensor;

/// Values and where they were found: what `max`, `min`, `sort` and `topk` along a dimension give.
///
/// @param values the values
/// @param indices their positions along the dimension, int64
public record Indexed(Tensor values, Tensor indices) {}
