package dev.crema.tensor.file;

import dev.crema.tensor.Tensor;
import java.util.Map;

/// A single tensor in a file whose ending says the format.
public final class TensorFile {
    private static final String FORMATS = ".npy, .npz, .safetensors or .arrow";

    private TensorFile() {}

    /// The only tensor of a file.
    public static Tensor load(String file) {
        return switch (FileBytes.ending(file)) {
            case "npy" -> Npy.read(file);
            case "npz" -> only(file, NpzFile.read(file), "Npz");
            case "safetensors" -> only(file, SafetensorsFile.read(file), "Safetensors");
            case "arrow", "arrows", "feather" -> only(file, IpcReader.read(file), "Arrow");
            default -> throw unknown("load", file);
        };
    }

    /// Writes one tensor.
    public static void save(String file, Tensor x) {
        switch (FileBytes.ending(file)) {
            case "npy" -> Npy.write(file, x);
            case "npz" -> NpzFile.write(file, Map.of("arr_0", x));
            case "safetensors" -> SafetensorsFile.write(file, Map.of("tensor", x), Map.of());
            case "arrow", "arrows", "feather" -> IpcWriter.write(file, Map.of("tensor", x));
            default -> throw unknown("save", file);
        }
    }

    private static Tensor only(String file, Map<String, Tensor> tensors, String reader) {
        if (tensors.size() != 1)
            throw new IllegalArgumentException("load: " + file + " holds " + tensors.size() + " tensors "
                    + tensors.keySet() + ", not one; " + reader + ".read(file) gives them by name");
        return tensors.values().iterator().next();
    }

    private static IllegalArgumentException unknown(String operation, String file) {
        return new IllegalArgumentException(
                operation + ": the ending of " + file + " names no format of tensors; use " + FORMATS);
    }
}
