package dev.crema.tensor;

import dev.crema.tensor.file.SafetensorsFile;
import java.util.Map;

/// Named tensors in a safetensors file, the format in which models are exchanged: plain numbers, nothing that runs.
///
/// ```java
/// Safetensors.write("net.safetensors", Map.of("w", w, "b", b));
/// var w = Safetensors.read("net.safetensors").get("w");
/// ```
///
/// Large files are mapped, not read: their tensors lie in the pages of the file, and only what is touched is
/// loaded. To change such a tensor is safe, the file stays as it is; to cut the file short while it is in use is
/// not. Saving from here replaces a file as a whole, so that it may be one that was loaded. float16, bfloat16,
/// int8, int16 and the unsigned types become the next type of ours that holds all their values. Source: [the
/// format](https://github.com/huggingface/safetensors).
public final class Safetensors {
    private Safetensors() {}

    /// The tensors of a file by name, in the order in which they lie in it.
    ///
    /// @throws IllegalArgumentException if the file is damaged or holds a type without a counterpart, naming it
    /// @throws java.io.UncheckedIOException if it cannot be read
    public static Map<String, Tensor> read(String file) {
        return SafetensorsFile.read(file);
    }

    /// The texts that were saved beside the tensors.
    public static Map<String, String> metadata(String file) {
        return SafetensorsFile.metadata(file);
    }

    /// Writes tensors by name. The same tensors give the same bytes.
    public static void write(String file, Map<String, Tensor> tensors) {
        SafetensorsFile.write(file, tensors, Map.of());
    }

    /// Writes tensors by name, and texts beside them.
    public static void write(String file, Map<String, Tensor> tensors, Map<String, String> metadata) {
        SafetensorsFile.write(file, tensors, metadata);
    }
}
