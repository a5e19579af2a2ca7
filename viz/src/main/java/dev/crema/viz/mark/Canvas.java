package dev.crema.viz.mark;

import dev.crema.viz.theme.Theme;
import dev.crema.viz.write.Element;
import java.util.List;

/// Where marks draw: the frame of their panel, the theme, and the list that takes their elements.
///
/// @param maxPoints at most so many points of a line are drawn; 0 for as many as show
public record Canvas(Frame frame, Theme theme, int maxPoints, List<Element> elements) {
    double x(double value) {
        return frame.x(value);
    }

    double y(double value) {
        return frame.y(value);
    }

    void add(Element element) {
        elements.add(element);
    }
}
