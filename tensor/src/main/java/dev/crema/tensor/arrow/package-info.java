/// Apache Arrow's buffers and vectors on the memory of tensors, and tensors on theirs.
@NullMarked
package dev.crema.tensor.arrow;

import org.jspecify.annotations.NullMarked;
