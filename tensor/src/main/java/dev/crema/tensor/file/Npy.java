package dev.crema.tensor.file;

import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.layout.Layout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// NumPy's array files: a magic word, a header that is a Python dictionary, then the elements. Format:
/// numpy.lib.format, versions 1 to 3.
public final class Npy {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST_HEADER = 1 << 20;
    private static final Pattern DESCR = Pattern.compile("['\"]descr['\"]\\s*:\\s*(?:['\"]([^'\"]*)['\"]|(\\[))");
    private static final Pattern ORDER = Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("['\"]shape['\"]\\s*:\\s*\\(([0-9,\\sL]*)\\)");

    private static final Map<String, StoredType> TYPES = Map.ofEntries(
            Map.entry("b1", StoredType.BOOL),
            Map.entry("u1", StoredType.UINT8),
            Map.entry("i1", StoredType.INT8),
            Map.entry("u2", StoredType.UINT16),
            Map.entry("i2", StoredType.INT16),
            Map.entry("u4", StoredType.UINT32),
            Map.entry("i4", StoredType.INT32),
            Map.entry("u8", StoredType.UINT64),
            Map.entry("i8", StoredType.INT64),
            Map.entry("f2", StoredType.FLOAT16),
            Map.entry("f4", StoredType.FLOAT32),
            Map.entry("f8", StoredType.FLOAT64));

    private Npy() {}

    /// The array of a file.
    public static Tensor read(String file) {
        return read(FileBytes.open("load", file));
    }

    static Tensor read(FileBytes file) {
        Header header = Header.of(file);
        long count = file.count("the array", header.type, header.sizes);
        long have = file.size() - header.end;
        long need = count * header.type.bytes();
        if (have < need)
            throw file.refused("it is cut off: " + Arrays.toString(header.sizes) + " needs " + need
                    + " bytes of elements, the file has " + have + "; save or download it again");
        if (have > need)
            throw file.refused(have - need + " bytes follow the array " + Arrays.toString(header.sizes)
                    + "; several arrays in one file belong into .npz");
        int[] sizes = FileBytes.ints(header.sizes);
        if (!header.columnsFirst || sizes.length < 2) return file.tensor(header.type, header.order, header.end, sizes);
        return file.tensor(header.type, header.order, header.end, columnsFirst(sizes))
                .contiguous();
    }

    /// Fortran's order: the first index runs fastest.
    private static Layout columnsFirst(int... sizes) {
        long[] strides = new long[sizes.length];
        long step = 1;
        for (int d = 0; d < sizes.length; d++) {
            strides[d] = step;
            step *= Math.max(1, sizes[d]);
        }
        return Layout.of(sizes, strides, 0);
    }

    /// Writes one array, row-major and little-endian.
    public static void write(String file, Tensor x) {
        FileBytes.write(file, channel -> write(channel, x));
    }

    private static void write(FileChannel channel, Tensor x) throws IOException {
        ByteBuffer header = ByteBuffer.wrap(header(x));
        while (header.hasRemaining()) channel.write(header);
        FileBytes.writeElements(channel, x);
    }

    static byte[] header(Tensor x) {
        StringJoiner shape = new StringJoiner(", ", "(", x.dim() == 1 ? ",)" : ")");
        for (int size : x.layout().sizes()) shape.add(Integer.toString(size));
        String header = "{'descr': '" + code(x.dtype()) + "', 'fortran_order': False, 'shape': " + shape + ", }";
        int length = MAGIC.length + 4 + header.length() + 1;
        header += " ".repeat(Math.floorMod(-length, 64)) + "\n"; // the elements start at a multiple of 64
        ByteBuffer bytes =
                ByteBuffer.allocate(MAGIC.length + 4 + header.length()).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) header.length());
        bytes.put(header.getBytes(StandardCharsets.ISO_8859_1));
        return bytes.array();
    }

    private static String code(DType dtype) {
        return switch (dtype) {
            case BOOL -> "|b1";
            case UINT8 -> "|u1";
            case INT32 -> "<i4";
            case INT64 -> "<i8";
            case FLOAT32 -> "<f4";
            case FLOAT64 -> "<f8";
        };
    }

    /// What the header says, and where it ends.
    private record Header(StoredType type, ByteOrder order, boolean columnsFirst, long[] sizes, long end) {
        static Header of(FileBytes file) {
            if (file.size() < 10 || !Arrays.equals(file.copyOf(0, MAGIC.length), MAGIC))
                throw file.refused("it is not a NumPy file: it does not begin with \\x93NUMPY");
            int version = file.copyOf(6, 1)[0];
            if (version < 1 || version > 3)
                throw file.refused("version " + version + " of the format is unknown; known are 1 to 3");
            int start = version == 1 ? 10 : 12;
            long length = version == 1
                    ? file.int32(6) >>> 16
                    : file.size() < 12 ? Long.MAX_VALUE : Integer.toUnsignedLong(file.int32(8));
            if (length > LONGEST_HEADER || start + length > file.size())
                throw file.refused("it is cut off: the header should have " + length + " bytes, the file has "
                        + file.size() + " altogether");
            return parse(file, new String(file.copyOf(start, length), StandardCharsets.UTF_8), start + length);
        }

        private static Header parse(FileBytes file, String header, long end) {
            Matcher descr = DESCR.matcher(header);
            Matcher order = ORDER.matcher(header);
            Matcher shape = SHAPE.matcher(header);
            if (!descr.find() || !order.find() || !shape.find())
                throw file.refused(
                        "the header does not name descr, fortran_order and shape: " + shortened(header.strip()));
            if (descr.group(2) != null)
                throw file.refused("it holds records with named fields; save each as an array of its own:"
                        + " np.savez(file, a=x['a'])");
            String code = descr.group(1);
            char endian = code.isEmpty() ? '|' : code.charAt(0);
            @Nullable
            StoredType type = "<>|=".indexOf(endian) < 0 || code.isEmpty() ? null : TYPES.get(code.substring(1));
            if (type == null) throw file.refused(unknown(code));
            long[] sizes;
            try {
                sizes = Pattern.compile("[\\s,L]+")
                        .splitAsStream(shape.group(1).strip())
                        .filter(size -> !size.isEmpty())
                        .mapToLong(Long::parseLong)
                        .toArray();
            } catch (NumberFormatException tooLong) {
                throw file.refused("the sizes (" + shape.group(1) + ") are no numbers of ours");
            }
            ByteOrder bytes = endian == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
            return new Header(type, bytes, order.group(1).equals("True"), sizes, end);
        }

        private static String unknown(String code) {
            String kind = code.replaceFirst("[<>|=]", "");
            String wayOut = kind.startsWith("O")
                    ? "Python objects are not read; save numbers: np.save(file, np.array(x, dtype='float32'))"
                    : kind.startsWith("c")
                            ? "complex numbers have no type here; save x.real and x.imag"
                            : "convert before saving: np.save(file, x.astype('float32'))";
            return "elements of type '" + code + "' have no type here; " + wayOut;
        }

        private static String shortened(String text) {
            return text.length() <= 80 ? text : text.substring(0, 80) + "…";
        }
    }
}
