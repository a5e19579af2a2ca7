/// Convolutions and matrix products by oneDNN through FFM.
@NullMarked
package dev.crema.tensor.backend.onednn;

import org.jspecify.annotations.NullMarked;
