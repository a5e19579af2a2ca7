package dev.crema.viz.theme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ThemeTest {
    private static final List<Theme> THEMES = List.of(Theme.LIGHT, Theme.DARK);

    @Test
    void seriesStandOutFromTheBackground() {
        for (Theme theme : THEMES)
            for (Rgb color : theme.palette())
                assertThat(color.contrast(theme.background())).as(color.hex()).isGreaterThanOrEqualTo(3.0);
    }

    @Test
    void textReadsOnTheBackground() {
        for (Theme theme : THEMES) {
            assertThat(theme.ink().contrast(theme.background())).isGreaterThan(12);
            assertThat(theme.muted().contrast(theme.background())).isGreaterThan(4.5);
        }
    }

    @Test
    void inkOnAnyColourReachesFourPointFive() {
        for (int value = 0; value < 0x1000000; value += 0x010307) {
            Rgb ground = Rgb.of(value);
            assertThat(ground.inkOn().contrast(ground)).as(ground.hex()).isGreaterThan(4.5);
        }
    }

    @Test
    void coloursAreNamedByPaletteByCssOrByNumber() {
        assertThat(Theme.LIGHT.color("C1")).isEqualTo(Rgb.of(0xD55E00));
        assertThat(Theme.DARK.color("c6")).isEqualTo(Theme.DARK.series(1));
        assertThat(Theme.LIGHT.color("Red")).isEqualTo(Rgb.of(0xFF0000));
        assertThat(Theme.LIGHT.color("#0a8")).isEqualTo(Rgb.of(0x00AA88));
        assertThat(Theme.LIGHT.color("#d55e00").hex()).isEqualTo("#d55e00");
        assertThat(Rgb.of(0xFFCC00).hex()).isEqualTo("#fc0");
    }

    @Test
    void anUnknownColourIsRefusedWithTheWayOut() {
        assertThatThrownBy(() -> Theme.LIGHT.color("bleu"))
                .hasMessageStartingWith(
                        "color: no colour \"bleu\"; give #rrggbb, C0 to C4 of the palette, ink, muted, or one of [b, black, blue");
    }

    @Test
    void colourMapsRunBetweenTheirEnds() {
        assertThat(ColorMap.VIRIDIS.at(0)).isEqualTo(Rgb.of(0x440154));
        assertThat(ColorMap.VIRIDIS.at(1)).isEqualTo(Rgb.of(0xFDE725));
        assertThat(ColorMap.VIRIDIS.at(7)).isEqualTo(ColorMap.VIRIDIS.at(1));
        assertThat(ColorMap.GRAY.at(0.5)).isEqualTo(Rgb.of(0x808080));
        assertThat(ColorMap.named("Jet")).isEqualTo(ColorMap.JET);
        for (int i = 1; i <= 100; i++)
            assertThat(ColorMap.VIRIDIS.at(i / 100.0).luminance())
                    .isGreaterThan(ColorMap.VIRIDIS.at((i - 1) / 100.0).luminance());
    }

    @Test
    void anUnknownColourMapIsRefusedWithTheWayOut() {
        assertThatThrownBy(() -> ColorMap.named("hot"))
                .hasMessage("colorMap: no colour map \"hot\"; there are viridis, jet and gray");
    }
}
