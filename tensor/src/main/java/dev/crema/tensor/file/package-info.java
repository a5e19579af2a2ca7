/// Tensors in files: NumPy's `.npy` and `.npz`, safetensors, and Arrow's IPC files and streams.
@NullMarked
package dev.crema.tensor.file;

import org.jspecify.annotations.NullMarked;
