/// What computes: a small interface, the plain loops that define it, and the choice between faster ones.
@NullMarked
package dev.crema.tensor.backend;

import org.jspecify.annotations.NullMarked;
