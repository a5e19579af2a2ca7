/// Optimisers: how a gradient changes the parameters.
@NullMarked
package dev.crema.nn.optim;

import org.jspecify.annotations.NullMarked;
