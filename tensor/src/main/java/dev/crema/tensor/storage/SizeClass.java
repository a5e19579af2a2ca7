package dev.crema.tensor.storage;

/// The sizes in which blocks come: powers of two from 64 to 4096 bytes, then four steps to each doubling, so that
/// at most a fifth of a block is unused, and from 16 MiB on sixteen, so that it is a seventeenth.
final class SizeClass {
    private static final int SMALLEST = 6; // 2^6 = 64 bytes
    private static final int QUARTERS = 12; // from 2^12 on in quarter steps
    private static final int FINE = 24; // from 2^24 on in sixteenths
    private static final int LARGEST = 46;
    private static final int POWERS = QUARTERS - SMALLEST + 1;
    private static final int STEPPED = POWERS + 4 * (FINE - QUARTERS);

    /// The number of classes; the largest holds 2^46 bytes.
    static final int COUNT = STEPPED + 16 * (LARGEST - FINE);

    /// What the largest class holds.
    static final long MOST_BYTES = 1L << LARGEST;

    private SizeClass() {}

    /// The class of the smallest block that holds so many bytes.
    static int of(long bytes) {
        if (bytes <= 1L << QUARTERS) return bytes <= 64 ? 0 : 64 - SMALLEST - Long.numberOfLeadingZeros(bytes - 1);
        int power = 63 - Long.numberOfLeadingZeros(bytes - 1);
        long above = bytes - 1 - (1L << power);
        return power < FINE
                ? POWERS + 4 * (power - QUARTERS) + (int) (above >>> (power - 2))
                : STEPPED + 16 * (power - FINE) + (int) (above >>> (power - 4));
    }

    /// The bytes of a block of this class.
    static long capacity(int sizeClass) {
        if (sizeClass < POWERS) return 1L << (SMALLEST + sizeClass);
        boolean fine = sizeClass >= STEPPED;
        int step = sizeClass - (fine ? STEPPED : POWERS);
        int steps = fine ? 16 : 4;
        int power = (fine ? FINE : QUARTERS) + step / steps;
        return (1L << power) + (step % steps + 1L) * ((1L << power) / steps);
    }
}
