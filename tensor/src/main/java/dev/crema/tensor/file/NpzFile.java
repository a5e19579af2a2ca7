package dev.crema.tensor.file;

import dev.crema.tensor.Tensor;
import dev.crema.tensor.storage.NativeMemory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.Channels;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// NumPy's archives: a ZIP of `.npy` files, packed or not.
public final class NpzFile {
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0); // the same tensors, the same bytes
    private static final int LARGEST = Integer.MAX_VALUE - 8;

    private NpzFile() {}

    /// The arrays of an archive by name.
    public static Map<String, Tensor> read(String file) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(Path.of(file).toFile())) {
            for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
                if (!entry.getName().endsWith(".npy")) continue;
                String name = entry.getName().substring(0, entry.getName().length() - 4);
                try (InputStream in = zip.getInputStream(entry)) {
                    byte[] bytes = in.readNBytes(LARGEST);
                    if (bytes.length == LARGEST)
                        throw new IllegalArgumentException(
                                "load: " + file + ": " + name + " is larger than 2 GiB; save it alone with np.save");
                    tensors.put(
                            name,
                            Npy.read(new FileBytes("load", file + "/" + name, MemorySegment.ofArray(bytes), false)));
                }
            }
        } catch (NoSuchFileException missing) {
            throw new UncheckedIOException(
                    "load: there is no file " + Path.of(file).toAbsolutePath(), missing);
        } catch (ZipException broken) {
            throw new IllegalArgumentException(
                    "load: " + file + ": it is no complete .npz archive (" + broken.getMessage()
                            + "); save or download it again",
                    broken);
        } catch (IOException failed) {
            throw new UncheckedIOException("load: cannot read " + file + ": " + failed.getMessage(), failed);
        }
        return tensors;
    }

    /// Writes arrays by name, not packed: trained numbers hardly get smaller.
    public static void write(String file, Map<String, Tensor> tensors) {
        FileBytes.write(file, channel -> {
            try (ZipOutputStream zip = new ZipOutputStream(Channels.newOutputStream(channel))) {
                zip.setLevel(Deflater.NO_COMPRESSION);
                for (var entry : tensors.entrySet()) {
                    ZipEntry place = new ZipEntry(entry.getKey() + ".npy");
                    place.setTimeLocal(NO_TIME);
                    zip.putNextEntry(place);
                    zip.write(Npy.header(entry.getValue()));
                    copy(entry.getValue(), zip);
                    zip.closeEntry();
                }
            }
        });
    }

    private static void copy(Tensor x, OutputStream out) throws IOException {
        Tensor dense = x.detach().contiguous();
        long start = dense.storage().address()
                + dense.layout().offset() * dense.dtype().bytes();
        long total = dense.numel() * dense.dtype().bytes();
        byte[] part = new byte[(int) Math.min(total, 1 << 16)];
        for (long done = 0; done < total; done += part.length) {
            int length = (int) Math.min(part.length, total - done);
            MemorySegment.copy(NativeMemory.ALL, start + done, MemorySegment.ofArray(part), 0, length);
            out.write(part, 0, length);
        }
        java.lang.ref.Reference.reachabilityFence(dense);
    }
}
