/// Loss functions: how far a prediction is from its target, as a scalar.
@NullMarked
package dev.crema.nn.loss;

import org.jspecify.annotations.NullMarked;
