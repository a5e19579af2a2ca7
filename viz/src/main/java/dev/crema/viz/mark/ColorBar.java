package dev.crema.viz.mark;

import dev.crema.viz.scale.Range;
import dev.crema.viz.theme.ColorMap;

/// Which colour stands for which value.
public record ColorBar(ColorMap map, Range range) {}
