package dev.crema.nn;

import dev.crema.tensor.Safetensors;
import dev.crema.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Named tensors and a few texts in one safetensors file.
///
/// @param tensors the values by name
/// @param metadata the texts by name
public record StateFile(Map<String, Tensor> tensors, Map<String, String> metadata) {
    public StateFile {
        tensors = new LinkedHashMap<>(tensors);
        metadata = new LinkedHashMap<>(metadata);
    }

    /// Writes the file, and the folders above it; a crash leaves the old one.
    public void write(Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write " + file + ": " + failure.getMessage(), failure);
        }
        Safetensors.write(file.toString(), tensors, metadata);
    }

    /// Reads a file.
    ///
    /// @throws IllegalArgumentException if there is none, or it is no safetensors file
    public static StateFile read(Path file) {
        if (!Files.exists(file)) throw new IllegalArgumentException("load: there is no file " + file.toAbsolutePath());
        String name = file.toString();
        return new StateFile(Safetensors.read(name), Safetensors.metadata(name));
    }
}
