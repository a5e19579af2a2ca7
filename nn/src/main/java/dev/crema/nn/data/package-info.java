/// Data sets, loaders that batch and shuffle them, and the sources of the labs' data.
@NullMarked
package dev.crema.nn.data;

import org.jspecify.annotations.NullMarked;
