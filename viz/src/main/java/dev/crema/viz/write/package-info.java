/// The drawing list that the layout makes, and the writers that turn it into SVG and PNG.
@NullMarked
package dev.crema.viz.write;

import org.jspecify.annotations.NullMarked;
