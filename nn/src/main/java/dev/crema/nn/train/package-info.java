/// The training loop, its events, and evaluation on a data set.
@NullMarked
package dev.crema.nn.train;

import org.jspecify.annotations.NullMarked;
