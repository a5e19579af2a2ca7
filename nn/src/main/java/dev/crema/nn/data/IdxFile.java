package dev.crema.nn.data;

import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.layout.Layout;
import dev.crema.tensor.storage.Memory;
import dev.crema.tensor.storage.NativeMemory;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// The format of the MNIST files: a magic number with type and rank, the sizes, then the bytes; often compressed by
/// gzip.
final class IdxFile {
    private static final int UNSIGNED_BYTES = 0x08;
    private static final int GZIP = 0x1f8b;

    private IdxFile() {}

    /// Reads unsigned bytes of so many dimensions as a uint8 tensor.
    ///
    /// @throws IOException naming the file and what is wrong with it: not there, not IDX, another rank, truncated
    static Tensor read(Path file, int rank) throws IOException {
        if (!Files.isRegularFile(file)) throw new IOException(file + " does not exist");
        try (DataInputStream in = new DataInputStream(open(file))) {
            int magic = in.readInt();
            if (magic >>> 8 != UNSIGNED_BYTES || (magic & 0xFF) != rank)
                throw new IOException(String.format(
                        "%s is not an IDX file of unsigned bytes with %d dimensions (it starts with %08x)",
                        file, rank, magic));
            int[] sizes = new int[rank];
            long count = 1;
            for (int d = 0; d < rank; d++) {
                sizes[d] = in.readInt();
                count *= sizes[d];
            }
            if (Arrays.stream(sizes).anyMatch(size -> size < 0) || count > Integer.MAX_VALUE - 8)
                throw new IOException(file + " says it has the sizes " + Arrays.toString(sizes) + ", which cannot be");
            byte[] bytes = in.readNBytes((int) count);
            if (bytes.length < count)
                throw new IOException(file + " is truncated: it should hold " + count + " bytes of data "
                        + Arrays.toString(sizes) + ", but ends after " + bytes.length);
            return tensor(bytes, sizes);
        } catch (EOFException | ZipException broken) {
            throw new IOException(
                    file + " is truncated or damaged (" + broken.getMessage() + "); get it again", broken);
        }
    }

    private static InputStream open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            boolean compressed;
            try (InputStream head = Files.newInputStream(file)) {
                byte[] start = head.readNBytes(2);
                compressed = start.length == 2 && ((start[0] & 0xFF) << 8 | (start[1] & 0xFF)) == GZIP;
            }
            return compressed ? new GZIPInputStream(in, 1 << 16) : new java.io.BufferedInputStream(in, 1 << 16);
        } catch (IOException failure) {
            in.close();
            throw failure;
        }
    }

    /// The first bytes, as many as there is room for, as a uint8 tensor of these sizes.
    static Tensor tensor(byte[] bytes, int... sizes) {
        Layout layout = Layout.contiguous(sizes);
        Tensor tensor = Tensor.wrap(Memory.allocateKept(DType.UINT8, layout.numel(), "images"), layout);
        MemorySegment.copy(
                bytes,
                0,
                NativeMemory.ALL,
                ValueLayout.JAVA_BYTE,
                tensor.storage().address(),
                (int) layout.numel());
        return tensor;
    }
}
