/// Figures: what a chart is, and the factories that make the usual ones.
@NullMarked
package dev.crema.viz;

import org.jspecify.annotations.NullMarked;
