package dev.crema.tensor.backend;

import dev.crema.tensor.DType;

/// A dense tensor `[outer, channels, inner]` of which each channel is normalised by itself.
public record Channels(DType dtype, int outer, int channels, int inner) {
    /// The elements of a channel.
    public long count() {
        return (long) outer * inner;
    }

    /// How many bytes before the run of a channel that belongs to one position of `outer`.
    public long offset(int position, int channel) {
        return ((long) position * channels + channel) * inner * dtype.bytes();
    }
}
