/// Charts of the XChart library: ready made from what training measured, and as pictures without a window.
@NullMarked
package dev.crema.viz.xchart;

import org.jspecify.annotations.NullMarked;
