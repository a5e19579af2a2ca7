package dev.crema.tensor.storage;

/// The sizes in which blocks come: powers of two from 64 to 4096 bytes, then four steps to each doubling, so that
/// at most a fifth of a large block is unused.
final class SizeClass {
    private static final int SMALLEST = 6; // 2^6 = 64 bytes
    private static final int STEPPED = 12; // from 2^12 on in quarter steps
    private static final int POWERS = STEPPED - SMALLEST + 1;

    /// The number of classes; the largest holds 2^46 bytes.
    static final int COUNT = POWERS + 4 * (46 - STEPPED);

    private SizeClass() {}

    /// The class of the smallest block that holds so many bytes.
    static int of(long bytes) {
        if (bytes <= 1L << STEPPED) return bytes <= 64 ? 0 : 64 - SMALLEST - Long.numberOfLeadingZeros(bytes - 1);
        int power = 63 - Long.numberOfLeadingZeros(bytes - 1);
        int quarter = (int) ((bytes - 1 - (1L << power)) >>> (power - 2));
        return POWERS + 4 * (power - STEPPED) + quarter;
    }

    /// The bytes of a block of this class.
    static long capacity(int sizeClass) {
        if (sizeClass < POWERS) return 1L << (SMALLEST + sizeClass);
        int step = sizeClass - POWERS;
        int power = STEPPED + step / 4;
        return (1L << power) + ((step % 4 + 1L) << (power - 2));
    }
}
