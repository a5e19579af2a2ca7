/// What training and testing measured: histories, confusion matrices, curves and scores.
@NullMarked
package dev.crema.nn.metrics;

import org.jspecify.annotations.NullMarked;
