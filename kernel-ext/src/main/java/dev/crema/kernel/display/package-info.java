/// Turns values into what a front end shows.
@NullMarked
package dev.crema.kernel.display;

import org.jspecify.annotations.NullMarked;
