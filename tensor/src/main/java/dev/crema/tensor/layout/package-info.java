/// How the elements of a tensor lie in its storage: sizes, strides, offset, and what broadcasting and slicing make
/// of them.
@NullMarked
package dev.crema.tensor.layout;

import org.jspecify.annotations.NullMarked;
