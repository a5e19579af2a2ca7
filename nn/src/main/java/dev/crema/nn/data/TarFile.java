package dev.crema.nn.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPInputStream;

/// Compressed tape archives, as data sets are published: blocks of 512 bytes, a header before each file.
final class TarFile {
    private static final int BLOCK = 512;
    private static final int NAME_BYTES = 100;
    private static final int SIZE_AT = 124;
    private static final int SIZE_BYTES = 12;
    private static final int TYPE_AT = 156;

    private TarFile() {}

    /// Writes the plain files of an archive into one folder, without the folders they had.
    static void extract(Path archive, Path folder) throws IOException {
        try (InputStream in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive)), 1 << 16)) {
            for (byte[] header = in.readNBytes(BLOCK); header.length == BLOCK; header = in.readNBytes(BLOCK)) {
                String name = text(header, 0, NAME_BYTES);
                if (name.isEmpty()) return; // two empty blocks end an archive
                long size = Long.parseLong(text(header, SIZE_AT, SIZE_BYTES).strip(), 8);
                if (header[TYPE_AT] == '0' || header[TYPE_AT] == 0)
                    copy(in, size, folder.resolve(Path.of(name).getFileName().toString()));
                else in.skipNBytes(size);
                in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
            }
        }
    }

    private static String text(byte[] header, int start, int length) {
        int end = start;
        while (end < start + length && header[end] != 0) end++;
        return new String(header, start, end - start, StandardCharsets.US_ASCII);
    }

    /// The file appears when it is whole.
    private static void copy(InputStream in, long size, Path target) throws IOException {
        Path temporary = Files.createTempFile(target.getParent(), "tar", ".part");
        try (OutputStream out = Files.newOutputStream(temporary)) {
            byte[] buffer = new byte[1 << 16];
            for (long left = size; left > 0; ) {
                int read = in.readNBytes(buffer, 0, (int) Math.min(left, buffer.length));
                if (read == 0) throw new IOException("the archive ends within " + target.getFileName());
                out.write(buffer, 0, read);
                left -= read;
            }
        }
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    }
}
