package dev.crema.tensor.file;

import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.layout.Layout;
import dev.crema.tensor.storage.Memory;
import dev.crema.tensor.storage.NativeMemory;
import dev.crema.tensor.storage.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The bytes of a file, and tensors on them. Large files are mapped: tensors whose type and alignment fit then lie
/// in the pages of the file, which are read when first touched. The mapping is private, so a change of such a
/// tensor never reaches the file.
final class FileBytes {
    private static final long MAPPED_FROM = 1 << 20; // below, reading costs less than mapping
    private static final long PAGE = 4096;
    private static final long OVERREAD = 64; // kernels may read one vector past the end

    private final String operation;
    private final String file;
    private final MemorySegment bytes;
    private final boolean shareable;

    FileBytes(String operation, String file, MemorySegment bytes, boolean shareable) {
        this.operation = operation;
        this.file = file;
        this.bytes = bytes;
        this.shareable = shareable;
    }

    /// Opens a file.
    ///
    /// @param operation how messages name what is going on
    static FileBytes open(String operation, String file) {
        Path path = Path.of(file);
        try {
            if (Files.size(path) < MAPPED_FROM)
                return new FileBytes(operation, file, MemorySegment.ofArray(Files.readAllBytes(path)), false);
            boolean privately =
                    NativeMemory.isEverywhere() && Files.isWritable(path); // Java maps so only what it may write
            try (FileChannel channel = privately
                    ? FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)
                    : FileChannel.open(path, StandardOpenOption.READ)) {
                MapMode mode = privately ? MapMode.PRIVATE : MapMode.READ_ONLY;
                MemorySegment mapped = channel.map(mode, 0, channel.size(), Arena.ofAuto());
                return new FileBytes(operation, file, mapped, privately);
            }
        } catch (NoSuchFileException missing) {
            throw new UncheckedIOException(
                    operation + ": there is no file " + path.toAbsolutePath() + "; a relative name starts at "
                            + Path.of("").toAbsolutePath(),
                    missing);
        } catch (IOException failed) {
            throw new UncheckedIOException(operation + ": cannot read " + file + ": " + failed.getMessage(), failed);
        }
    }

    /// The ending of a file name, in lower case, without the dot.
    static String ending(String file) {
        String name = String.valueOf(Path.of(file).getFileName());
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    long size() {
        return bytes.byteSize();
    }

    MemorySegment bytes() {
        return bytes;
    }

    int int32(long at) {
        return bytes.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), at);
    }

    long int64(long at) {
        return bytes.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), at);
    }

    byte[] copyOf(long at, long count) {
        return bytes.asSlice(at, count).toArray(ValueLayout.JAVA_BYTE);
    }

    /// The exception for a file that says something impossible.
    IllegalArgumentException refused(String why) {
        return new IllegalArgumentException(operation + ": " + file + ": " + why);
    }

    /// How many elements these sizes have.
    ///
    /// @throws IllegalArgumentException if one is negative or too large, or all together are
    long count(String name, StoredType type, long... sizes) {
        long count = 1;
        for (long size : sizes) {
            if (size < 0 || size > Integer.MAX_VALUE)
                throw refused(name + " has a size of " + size + " in " + Arrays.toString(sizes)
                        + "; sizes go from 0 to " + Integer.MAX_VALUE);
            long high = Math.multiplyHigh(count, size);
            count *= size;
            if (high != 0 || count < 0 || count > Long.MAX_VALUE / 8)
                throw refused(name + " claims more elements than memory has: " + Arrays.toString(sizes) + " of "
                        + type.name().toLowerCase(Locale.ROOT));
        }
        return count;
    }

    static int[] ints(long... sizes) {
        return Arrays.stream(sizes).mapToInt(Math::toIntExact).toArray();
    }

    /// The elements at a place that lies within the file: in its pages where that can be, else a copy.
    Tensor tensor(StoredType type, ByteOrder order, long at, int... sizes) {
        return tensor(type, order, at, Layout.contiguous(sizes));
    }

    Tensor tensor(StoredType type, ByteOrder order, long at, Layout layout) {
        return join(type.dtype(), layout, new Piece(this, type, order, at, layout.numel()));
    }

    /// A run of elements in a file.
    record Piece(FileBytes file, StoredType type, ByteOrder order, long at, long count) {
        private @Nullable Storage shared(DType dtype) {
            boolean fits = type.isOurs() && order == ByteOrder.nativeOrder() && file.shareable && count > 0;
            if (!fits) return null;
            long address = file.bytes.address() + at;
            long mappedTo = (file.size() + PAGE - 1) & -PAGE;
            if (address % dtype.bytes() != 0 || at + count * dtype.bytes() + OVERREAD > mappedTo) return null;
            return Memory.adopt(dtype, count, file.operation, address, file.bytes);
        }

        private void copyTo(long address) {
            if (type.isOurs() && order == ByteOrder.nativeOrder())
                MemorySegment.copy(file.bytes, at, NativeMemory.ALL, address, count * type.bytes());
            else
                try {
                    type.convert(file.bytes, at, order, count, address);
                } catch (ArithmeticException tooLarge) {
                    throw file.refused(String.valueOf(tooLarge.getMessage()));
                }
        }
    }

    /// A tensor of pieces that follow one another.
    static Tensor join(DType dtype, Layout layout, Piece... pieces) {
        if (pieces.length == 1) {
            @Nullable Storage shared = pieces[0].shared(dtype);
            if (shared != null) return Tensor.wrap(shared, layout);
        }
        Storage storage = Memory.allocateKept(dtype, layout.numel(), "load");
        long address = storage.address();
        for (Piece piece : pieces) {
            piece.copyTo(address);
            address += piece.count() * dtype.bytes();
        }
        return Tensor.wrap(storage, layout);
    }

    /// What writes the content of a file.
    interface Content {
        void to(FileChannel channel) throws IOException;
    }

    /// Writes a file that appears when it is complete: whoever has the old one mapped keeps it, and nobody ever
    /// reads half of the new one. Folders are made.
    static void write(String file, Content content) {
        Path path = Path.of(file).toAbsolutePath();
        Path folder = path.getParent();
        Path unfinished = path.resolveSibling(path.getFileName() + ".part-"
                + ProcessHandle.current().pid() + "-" + Thread.currentThread().threadId());
        try {
            if (folder != null) Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(
                    unfinished,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                content.to(channel);
            }
            // Not REPLACE_EXISTING, which deletes the old file first: who is killed then has neither.
            Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException("save: cannot write " + path + ": " + failed, failed);
        } finally {
            deleteQuietly(unfinished);
        }
    }

    private static void deleteQuietly(Path unfinished) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException stays) {
            // a leftover is no reason to hide why writing failed
        }
    }

    /// Writes the elements of a tensor in row-major order.
    static void writeElements(FileChannel channel, Tensor x) throws IOException {
        Tensor dense = x.detach().contiguous();
        long start = dense.storage().address()
                + dense.layout().offset() * dense.dtype().bytes();
        long total = dense.numel() * dense.dtype().bytes();
        for (long done = 0; done < total; ) {
            long part = Math.min(total - done, 1 << 26);
            var buffer = NativeMemory.slice(start + done, part).asByteBuffer();
            while (buffer.hasRemaining()) channel.write(buffer);
            done += part;
        }
        java.lang.ref.Reference.reachabilityFence(dense);
    }
}
