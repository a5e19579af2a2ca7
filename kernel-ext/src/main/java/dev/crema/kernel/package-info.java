/// The Jupyter kernel and the crema command.
@NullMarked
package dev.crema.kernel;

import org.jspecify.annotations.NullMarked;
