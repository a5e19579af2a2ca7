package dev.crema.tensor;

import dev.crema.tensor.file.NpzFile;
import java.util.Map;

/// Named tensors in NumPy's `.npz` archives.
///
/// ```java
/// Npz.write("data.npz", Map.of("x", x, "y", y));       // np.load("data.npz")["x"]
/// var x = Npz.read("data.npz").get("x");
/// ```
public final class Npz {
    private Npz() {}

    /// The arrays of an archive by name, as `np.savez` and `np.savez_compressed` wrote them.
    ///
    /// @throws IllegalArgumentException if the file is damaged or holds a type without a counterpart, naming it
    /// @throws java.io.UncheckedIOException if it cannot be read
    public static Map<String, Tensor> read(String file) {
        return NpzFile.read(file);
    }

    /// Writes tensors by name. The same tensors give the same bytes.
    public static void write(String file, Map<String, Tensor> tensors) {
        NpzFile.write(file, tensors);
    }
}
