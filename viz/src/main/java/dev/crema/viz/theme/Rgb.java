package dev.crema.viz.theme;

/// An opaque colour.
///
/// ```java
/// Rgb blue = Rgb.of(0x0072B2);
/// blue.hex();                      // "#0072b2"
/// blue.contrast(Rgb.WHITE);        // 5.2
/// ```
///
/// @param value `0xRRGGBB`
public record Rgb(int value) {
    public static final Rgb BLACK = new Rgb(0x000000);
    public static final Rgb WHITE = new Rgb(0xFFFFFF);

    public static Rgb of(int value) {
        return new Rgb(value & 0xFFFFFF);
    }

    /// The colour with these parts, each 0 to 255; what lies outside is clamped.
    public static Rgb of(double red, double green, double blue) {
        return new Rgb(part(red) << 16 | part(green) << 8 | part(blue));
    }

    public int red() {
        return value >> 16 & 0xFF;
    }

    public int green() {
        return value >> 8 & 0xFF;
    }

    public int blue() {
        return value & 0xFF;
    }

    /// `#rgb` where that says it all, else `#rrggbb`.
    public String hex() {
        boolean brief = red() % 17 == 0 && green() % 17 == 0 && blue() % 17 == 0;
        String digits = Integer.toHexString(0x1000000 | value).substring(1);
        return brief ? "#" + digits.charAt(0) + digits.charAt(2) + digits.charAt(4) : "#" + digits;
    }

    /// This colour with a share (0 to 1) of another one mixed in.
    public Rgb mix(Rgb other, double share) {
        return of(
                red() + share * (other.red() - red()),
                green() + share * (other.green() - green()),
                blue() + share * (other.blue() - blue()));
    }

    /// Relative luminance, 0 (black) to 1 (white), as WCAG 2.2 defines it.
    public double luminance() {
        return 0.2126 * linear(red()) + 0.7152 * linear(green()) + 0.0722 * linear(blue());
    }

    /// The contrast ratio of WCAG 2.2 between two colours, 1 to 21.
    public double contrast(Rgb other) {
        double a = luminance();
        double b = other.luminance();
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    /// Black or white, whichever reads better on this colour; the ratio is never below 4.58.
    public Rgb inkOn() {
        return contrast(BLACK) >= contrast(WHITE) ? BLACK : WHITE;
    }

    private static double linear(int part) {
        double share = part / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    private static int part(double value) {
        return (int) Math.round(Math.clamp(value, 0, 255));
    }
}
