/// Kernels on the Vector API.
@NullMarked
package dev.crema.tensor.backend.simd;

import org.jspecify.annotations.NullMarked;
