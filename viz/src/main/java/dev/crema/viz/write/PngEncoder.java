package dev.crema.viz.write;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/// PNG files: palette pictures of at most 256 colours, and true colour for photographs. Source: W3C, Portable
/// Network Graphics (PNG) Specification, third edition.
final class PngEncoder {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int GRAY = 0;
    private static final int TRUE_COLOR = 2;
    private static final int PALETTE = 3;
    /// 96 dots an inch: a pixel of the screen.
    private static final double DOTS_PER_METRE = 96 / 0.0254;

    /// Pictures up to so many colours have a palette.
    private static final int MOST_FEW = 16;

    /// A higher level takes thrice the time for a tenth of the bytes.
    private static final int LEVEL = 6;

    private final ByteArrayOutputStream file = new ByteArrayOutputStream(32_768);

    /// What a file says about its picture.
    ///
    /// @param alt what the picture shows
    /// @param scale pixels of the file for one of the screen
    record About(String alt, int scale) {}

    private PngEncoder() {
        file.writeBytes(SIGNATURE);
    }

    /// A picture as it is: grey where it is grey, else true colour.
    static byte[] encode(Pixels pixels) {
        boolean gray = pixels.gray();
        int[] palette = gray ? new int[0] : pixels.fewColors(MOST_FEW);
        if (palette.length > 0) return encodeFew(pixels, palette);
        int bytes = gray ? 1 : 3;
        byte[] rows = new byte[pixels.height() * (1 + bytes * pixels.width())];
        int at = 0;
        for (int i = 0; i < pixels.argb().length; i++) {
            if (i % pixels.width() == 0) at++; // filter 0
            int color = pixels.argb()[i];
            if (!gray) {
                rows[at++] = (byte) (color >> 16);
                rows[at++] = (byte) (color >> 8);
            }
            rows[at++] = (byte) color;
        }
        var encoder = new PngEncoder();
        encoder.header(pixels.width(), pixels.height(), 8, gray ? GRAY : TRUE_COLOR);
        return encoder.finish(rows);
    }

    /// A picture of few colours, as decision regions are: a few bits a pixel.
    private static byte[] encodeFew(Pixels pixels, int[] palette) {
        byte[] indices = new byte[pixels.argb().length];
        int index = 0;
        for (int i = 0; i < indices.length; i++) {
            int color = pixels.argb()[i] & 0xFFFFFF;
            if (palette[index] != color) {
                index = 0;
                while (palette[index] != color) index++;
            }
            indices[i] = (byte) index;
        }
        return encodeIndexed(pixels.width(), pixels.height(), indices, palette, null, null);
    }

    /// A figure with its alt text; `Sub` filtered, since it holds a photograph.
    static byte[] encodeTrueColor(int width, int height, int[] rgb, About about) {
        byte[] rows = new byte[height * (1 + 3 * width)];
        int at = 0;
        for (int y = 0; y < height; y++) {
            rows[at++] = 1;
            int left = 0;
            for (int x = 0; x < width; x++) {
                int color = rgb[y * width + x];
                rows[at++] = (byte) ((color >> 16) - (left >> 16));
                rows[at++] = (byte) ((color >> 8) - (left >> 8));
                rows[at++] = (byte) (color - left);
                left = color;
            }
        }
        var encoder = new PngEncoder();
        encoder.header(width, height, 8, TRUE_COLOR);
        encoder.about(about);
        return encoder.finish(rows);
    }

    /// A picture of palette indices, with as few bits a pixel as the palette allows.
    ///
    /// @param palette `0xRRGGBB`
    /// @param alpha the opacity of the first colours, 0 to 255; null for an opaque picture
    /// @param about null for a picture embedded in another document
    static byte[] encodeIndexed(
            int width, int height, byte[] indices, int[] palette, byte @Nullable [] alpha, @Nullable About about) {
        int bits = palette.length <= 2 ? 1 : palette.length <= 4 ? 2 : palette.length <= 16 ? 4 : 8;
        int stride = (width * bits + 7) / 8;
        byte[] rows = new byte[height * (1 + stride)];
        for (int y = 0; y < height; y++) {
            int row = y * (1 + stride) + 1;
            if (bits == 8) System.arraycopy(indices, y * width, rows, row, width);
            else pack(indices, y * width, width, bits, rows, row);
        }
        var encoder = new PngEncoder();
        encoder.header(width, height, bits, PALETTE);
        if (about != null) encoder.about(about);
        var colors = ByteBuffer.allocate(3 * palette.length);
        for (int color : palette)
            colors.put((byte) (color >> 16)).put((byte) (color >> 8)).put((byte) color);
        encoder.chunk("PLTE", colors.array());
        if (alpha != null) encoder.chunk("tRNS", alpha);
        return encoder.finish(rows);
    }

    /// Several pixels in one byte, the first in the highest bits.
    private static void pack(byte[] indices, int start, int count, int bits, byte[] rows, int row) {
        for (int x = 0; x < count; x++) {
            int place = x * bits;
            rows[row + place / 8] |= (byte) ((indices[start + x] & 0xFF) << (8 - bits - place % 8));
        }
    }

    private void header(int width, int height, int bits, int colorType) {
        var header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) bits)
                .put((byte) colorType);
        chunk("IHDR", header.array());
    }

    private void about(About about) {
        int dots = (int) Math.round(DOTS_PER_METRE * about.scale());
        chunk(
                "pHYs",
                ByteBuffer.allocate(9).putInt(dots).putInt(dots).put((byte) 1).array());
        // Keyword, end, not compressed (two bytes), no language, no translated keyword, text.
        chunk("iTXt", ("Description\0\0\0\0\0" + about.alt()).getBytes(StandardCharsets.UTF_8));
    }

    private byte[] finish(byte[] rows) {
        chunk("IDAT", packed(rows));
        chunk("IEND", new byte[0]);
        return file.toByteArray();
    }

    private static byte[] packed(byte[] rows) {
        var deflater = new Deflater(LEVEL);
        deflater.setInput(rows);
        deflater.finish();
        var packed = new ByteArrayOutputStream(rows.length / 16 + 64);
        byte[] buffer = new byte[16_384];
        while (!deflater.finished()) packed.write(buffer, 0, deflater.deflate(buffer));
        deflater.end();
        return packed.toByteArray();
    }

    private void chunk(String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        var checksum = new CRC32();
        checksum.update(name);
        checksum.update(content);
        file.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        file.writeBytes(name);
        file.writeBytes(content);
        file.writeBytes(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
    }
}
