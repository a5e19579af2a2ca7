/// What is drawn on a panel: one mark, one file, each with its extent, its drawing, its legend and its sentence.
@NullMarked
package dev.crema.viz.mark;

import org.jspecify.annotations.NullMarked;
