package dev.crema.viz.theme;

import java.util.Locale;

/// Colours for values: `viridis` (even steps, readable in grey), `jet` (as the labs use it), `gray`.
///
/// ```java
/// Plot.scatter(x, y).colorBy(z).colorMap("jet")
/// ColorMap.VIRIDIS.at(0.5)
/// ```
public enum ColorMap {
    /// matplotlib's default: dark blue over green to yellow.
    VIRIDIS(
            0x440154, 0x470d60, 0x48186a, 0x482374, 0x472d7b, 0x453781, 0x424086, 0x3e4989, 0x3b528b, 0x375b8d,
            0x33638d, 0x2f6b8e, 0x2c728e, 0x297a8e, 0x26828e, 0x23898e, 0x21918c, 0x1f988b, 0x1fa088, 0x22a785,
            0x28ae80, 0x32b67a, 0x3fbc73, 0x4ec36b, 0x5ec962, 0x70cf57, 0x84d44b, 0x98d83e, 0xaddc30, 0xc2df23,
            0xd8e219, 0xece51b, 0xfde725),
    /// Blue over cyan, yellow and red; its steps are not even, so small differences mislead.
    JET(
            0x000080, 0x0000a4, 0x0000c8, 0x0000ed, 0x0000ff, 0x0020ff, 0x0040ff, 0x0060ff, 0x0080ff, 0x00a0ff,
            0x00c0ff, 0x00e0fb, 0x16ffe1, 0x30ffc7, 0x49ffad, 0x63ff94, 0x7dff7a, 0x97ff60, 0xb1ff46, 0xcaff2c,
            0xe4ff13, 0xfeed00, 0xffd000, 0xffb200, 0xff9400, 0xff7700, 0xff5900, 0xff3b00, 0xff1e00, 0xe80000,
            0xc40000, 0x9f0000, 0x800000),
    /// Black to white.
    GRAY(0x000000, 0xFFFFFF);

    @SuppressWarnings("ImmutableEnumChecker") // never changed and never handed out
    private final int[] stops;

    ColorMap(int... stops) {
        this.stops = stops;
    }

    /// The colour map of this name, in any case.
    public static ColorMap named(String name) {
        for (ColorMap map : values()) if (map.name().equalsIgnoreCase(name)) return map;
        throw new IllegalArgumentException("colorMap: no colour map \"" + name + "\"; there are viridis, jet and gray");
    }

    /// The colour at `share` of the way, 0 to 1; beyond them the end colours, NaN is mid-grey.
    public Rgb at(double share) {
        if (Double.isNaN(share)) return Rgb.of(0x808080);
        double place = Math.clamp(share, 0.0, 1.0) * (stops.length - 1);
        int below = Math.min((int) place, stops.length - 2);
        return Rgb.of(stops[below]).mix(Rgb.of(stops[below + 1]), place - below);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
