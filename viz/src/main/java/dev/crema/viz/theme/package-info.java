/// Colours: the light and the dark theme, colour maps, and which ink reads on which ground.
@NullMarked
package dev.crema.viz.theme;

import org.jspecify.annotations.NullMarked;
