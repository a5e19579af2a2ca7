/// Layers and the models built from them.
@NullMarked
package dev.crema.nn;

import org.jspecify.annotations.NullMarked;
