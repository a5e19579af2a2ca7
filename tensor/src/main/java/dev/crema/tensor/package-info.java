/// N-dimensional arrays with automatic differentiation: `Tensor` and the values it speaks in.
@NullMarked
package dev.crema.tensor;

import org.jspecify.annotations.NullMarked;
