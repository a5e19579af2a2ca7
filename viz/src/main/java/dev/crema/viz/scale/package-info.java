/// From values to places on an axis: linear, logarithmic and categorical scales, their ticks and the printed
/// numbers.
@NullMarked
package dev.crema.viz.scale;

import org.jspecify.annotations.NullMarked;
