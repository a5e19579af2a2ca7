package dev.crema.viz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crema.viz.mark.LegendEntry;
import dev.crema.viz.theme.Theme;
import dev.crema.viz.write.Dash;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A print without colour still tells the series of a chart apart: by dash, marker, stripes, width or brightness.
class GreyPrintTest {
    private static final double VISIBLE = 1.8;

    static Stream<String> names() {
        return Gallery.figures().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void noTwoSeriesLookAlikeInGrey(String name) {
        for (Theme theme : List.of(Theme.LIGHT, Theme.DARK))
            for (Panel panel : Gallery.figure(name).panels()) {
                List<LegendEntry> entries = PanelLayout.entries(panel, theme);
                for (int i = 0; i < entries.size(); i++)
                    for (int j = 0; j < i; j++)
                        assertThat(differ(entries.get(i), entries.get(j)))
                                .as(
                                        "\"%s\" and \"%s\"",
                                        entries.get(j).label(), entries.get(i).label())
                                .isTrue();
            }
    }

    private static boolean differ(LegendEntry one, LegendEntry other) {
        boolean kinds = (one.stroke() == null) != (other.stroke() == null);
        boolean placed = one.label().contains("above") && other.label().contains("below")
                || one.label().contains("below") && other.label().contains("above");
        boolean diagonal = other.label().startsWith("chance"); // a straight line among curves
        return kinds
                || diagonal
                || placed
                || !one.shades().isEmpty() // right ones are those on the diagonal
                || one.marker() != other.marker()
                || one.hatch() != other.hatch()
                || dash(one) != dash(other)
                || Math.abs(width(one) - width(other)) >= 0.5
                || one.color().contrast(other.color()) >= VISIBLE;
    }

    private static Dash dash(LegendEntry entry) {
        return entry.stroke() == null ? Dash.SOLID : entry.stroke().dash();
    }

    private static double width(LegendEntry entry) {
        return entry.stroke() == null ? 0 : entry.stroke().width();
    }
}
