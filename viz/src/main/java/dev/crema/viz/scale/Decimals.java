package dev.crema.viz.scale;

/// Numbers as charts print them: a real minus sign, thousands apart, no locale.
public final class Decimals {
    public static final char MINUS = '\u2212';
    private static final long[] TENS = {
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
    };

    private Decimals() {}

    /// A value with a fixed number of decimals (at most 9), halves away from zero: `−1,234.50`.
    public static String fixed(double value, int decimals) {
        if (Double.isNaN(value)) return "NaN";
        if (Double.isInfinite(value)) return value > 0 ? "∞" : MINUS + "∞";
        double scaled = Math.abs(value) * TENS[decimals];
        if (scaled > 9e15) return scientific(value, 2);
        long whole = Math.round(scaled);
        var text = new StringBuilder(16);
        if (value < 0 && whole != 0) text.append(MINUS);
        appendGrouped(text, whole / TENS[decimals]);
        if (decimals == 0) return text.toString();
        String fraction = Long.toString(whole % TENS[decimals]);
        return text.append('.')
                .repeat('0', decimals - fraction.length())
                .append(fraction)
                .toString();
    }

    /// A count: `12,345`.
    public static String whole(long value) {
        var text = new StringBuilder(16);
        if (value < 0) text.append(MINUS);
        appendGrouped(text, Math.abs(value));
        return text.toString();
    }

    /// A value with so many significant digits: `0.245`, `2.30`, `12,345`, `1.20e−5`.
    public static String significant(double value, int digits) {
        if (value == 0 || !Double.isFinite(value)) return fixed(value, 0);
        int exponent = exponent(value);
        if (exponent < -4 || exponent >= 9) return scientific(value, digits - 1);
        int decimals = Math.clamp(digits - 1 - exponent, 0, 9);
        // 0.9996 rounds up to a longer number: 1.00, not 1.000.
        double rounded = Math.rint(Math.abs(value) * TENS[decimals]) / TENS[decimals];
        if (rounded != 0 && exponent(rounded) > exponent) decimals = Math.max(0, decimals - 1);
        return fixed(value, decimals);
    }

    /// The shortest text of a value that is a label, not a measurement: `7`, `0.01`, `−1.5`.
    public static String plain(double value) {
        if (!Double.isFinite(value)) return fixed(value, 0);
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return (value < 0 ? MINUS : "") + Long.toString(Math.abs((long) value));
        }
        // Through float where that loses nothing: 0.1f stands in a tensor, 0.1 is what was typed.
        String shortest = (float) value == value ? Float.toString((float) value) : Double.toString(value);
        return shortest.replace('-', MINUS).replace("E", "e");
    }

    static String scientific(double value, int decimals) {
        int exponent = exponent(value);
        double mantissa = value / Math.pow(10, exponent);
        String digits = fixed(mantissa, decimals);
        if (digits.startsWith("10") || digits.startsWith(MINUS + "10")) {
            exponent++;
            digits = fixed(mantissa / 10, decimals);
        }
        return digits + "e" + (exponent < 0 ? MINUS : "") + Math.abs(exponent);
    }

    /// The decimal exponent of a value that is neither 0 nor infinite.
    static int exponent(double value) {
        return (int) Math.floor(Math.log10(Math.abs(value)) + 1e-12);
    }

    private static void appendGrouped(StringBuilder text, long whole) {
        String digits = Long.toString(whole);
        // Four digits stand without a comma: years, and 1000 reads as well.
        if (digits.length() <= 4) {
            text.append(digits);
            return;
        }
        for (int i = 0; i < digits.length(); i++) {
            if (i > 0 && (digits.length() - i) % 3 == 0) text.append(',');
            text.append(digits.charAt(i));
        }
    }
}
