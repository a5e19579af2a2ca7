/// A run or a notebook as a document to hand in.
@NullMarked
package dev.crema.report;

import org.jspecify.annotations.NullMarked;
