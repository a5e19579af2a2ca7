/// Operations: shape rule, forward and gradient of each in one place, one family a file.
@NullMarked
package dev.crema.tensor.op;

import org.jspecify.annotations.NullMarked;
