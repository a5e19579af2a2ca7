/// Reaches into JShell where its API has no door; the only package that knows how JShell is built.
@NullMarked
package dev.crema.kernel.jshell;

import org.jspecify.annotations.NullMarked;
