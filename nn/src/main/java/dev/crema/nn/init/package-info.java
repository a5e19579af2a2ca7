/// How the values of a new parameter are drawn.
@NullMarked
package dev.crema.nn.init;

import org.jspecify.annotations.NullMarked;
