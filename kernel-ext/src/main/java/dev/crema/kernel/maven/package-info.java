/// Fetches libraries by their Maven coordinates.
@NullMarked
package dev.crema.kernel.maven;

import org.jspecify.annotations.NullMarked;
