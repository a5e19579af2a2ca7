package dev.crema.tensor.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crema.tensor.Arrow;
import dev.crema.tensor.DType;
import dev.crema.tensor.Generator;
import dev.crema.tensor.Npz;
import dev.crema.tensor.Safetensors;
import dev.crema.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TensorFilesTest {
    private static final List<String> ENDINGS = List.of(".npy", ".npz", ".safetensors", ".arrow", ".arrows");

    @TempDir
    Path folder;

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private void same(Tensor got, Tensor expected) {
        assertThat(got.dtype()).isEqualTo(expected.dtype());
        assertThat(got.shape()).isEqualTo(expected.shape());
        assertThat(got.toDoubles()).isEqualTo(expected.toDoubles());
        assertThat(got.isContiguous()).isTrue();
    }

    /// Who is killed while a checkpoint is written again has the old one or the new one.
    @Test
    void aFileThatIsWrittenAgainIsThereAllTheTime() throws InterruptedException {
        Tensor weights = Tensor.arange(4);
        Safetensors.write(path("last.safetensors"), Map.of("w", weights));
        Thread writer = new Thread(() -> {
            for (int i = 0; i < 3_000; i++) Safetensors.write(path("last.safetensors"), Map.of("w", weights));
        });
        writer.start();
        int missing = 0;
        while (writer.isAlive()) if (!Files.exists(folder.resolve("last.safetensors"))) missing++;
        writer.join();
        assertThat(missing).isZero();
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void everyTypeAndShapeComesBackAsItWas(DType dtype) {
        List<Tensor> tensors = new ArrayList<>();
        for (int[] sizes : new int[][] {{}, {1}, {5}, {3, 4}, {2, 3, 4}, {0}, {0, 3}, {3, 0}})
            tensors.add(Generator.of(1).uniform(0, 200, sizes).to(dtype));
        tensors.add(Tensor.arange(12).reshape(3, 4).to(dtype).t());
        tensors.add(Tensor.arange(12).reshape(3, 4).to(dtype).at("1:, ::2"));
        for (String ending : ENDINGS)
            for (Tensor x : tensors) {
                x.save(path("some/where/x" + ending));
                same(Tensor.load(path("some/where/x" + ending)), x);
            }
    }

    @Test
    void specialFloatsAndLargeIntegersKeepTheirBits() {
        Tensor floats = Tensor.of(Float.NaN, Float.POSITIVE_INFINITY, -0f, Float.MIN_VALUE);
        Tensor longs = Tensor.of(Long.MIN_VALUE, Long.MAX_VALUE, (1L << 53) + 1);
        for (String ending : ENDINGS) {
            floats.save(path("f" + ending));
            assertThat(Tensor.load(path("f" + ending)).toFloats()).containsExactly(floats.toFloats());
            longs.save(path("l" + ending));
            assertThat(Tensor.load(path("l" + ending)).toLongs()).containsExactly(longs.toLongs());
        }
    }

    @Test
    void namedTensorsKeepNamesAndValues() {
        Map<String, Tensor> model = new LinkedHashMap<>();
        model.put("fc1.weight", Tensor.randn(4, 3));
        model.put("fc1.bias \"quoted\" ü", Tensor.randn(4));
        model.put("steps", Tensor.scalar(7));
        model.put("mask", Tensor.of(true, false, true));
        Safetensors.write(path("m.safetensors"), model, Map.of("format", "pt\n"));
        Npz.write(path("m.npz"), model);
        for (Map<String, Tensor> back : List.of(Safetensors.read(path("m.safetensors")), Npz.read(path("m.npz")))) {
            assertThat(back).containsOnlyKeys(model.keySet());
            model.forEach((name, x) -> same(back.get(name), x));
        }
        assertThat(Safetensors.metadata(path("m.safetensors"))).containsExactly(Map.entry("format", "pt\n"));
        assertThatThrownBy(() -> Tensor.load(path("m.safetensors")))
                .hasMessageContaining("holds 4 tensors")
                .hasMessageContaining("Safetensors.read(file) gives them by name");
    }

    @Test
    void columnsOfATableKeepNamesAndValues() {
        Map<String, Tensor> table = new LinkedHashMap<>();
        table.put("images", Tensor.randn(5, 2, 3));
        table.put("label", Tensor.of(1, 2, 3, 4, 5));
        table.put("seen", Tensor.of(true, false, true, true, false));
        Arrow.write(path("t.arrow"), table);
        Map<String, Tensor> back = Arrow.read(path("t.arrow"));
        assertThat(back).containsOnlyKeys(table.keySet());
        table.forEach((name, x) -> same(back.get(name), x));
        assertThat(Arrow.read(path("t.arrow"), "label")).containsOnlyKeys("label");
        assertThatThrownBy(() -> Arrow.read(path("t.arrow"), "labels"))
                .hasMessageContaining("there is no column labels; it has [images, label, seen]");
        assertThatThrownBy(() -> Arrow.write(path("t.arrow"), Map.of("a", Tensor.ones(2), "b", Tensor.ones(3))))
                .hasMessageContaining("the same number of rows")
                .hasMessageContaining(".safetensors");
    }

    @Test
    void theSameTensorsGiveTheSameBytes() throws IOException {
        Tensor x = Tensor.arange(6).reshape(2, 3);
        for (String ending : ENDINGS) {
            x.save(path("a" + ending));
            x.save(path("b" + ending));
            assertThat(Files.readAllBytes(folder.resolve("a" + ending)))
                    .isEqualTo(Files.readAllBytes(folder.resolve("b" + ending)));
        }
        try (var files = Files.list(folder)) {
            assertThat(files.filter(file -> file.toString().contains(".part"))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".npy", ".safetensors", ".arrow"})
    void aLargeFileIsUsedWhereItLiesAndNeverChanges(String ending) throws IOException {
        Tensor x = Tensor.arange(1_000_003).to(DType.FLOAT32);
        String file = path("large" + ending);
        x.save(file);
        byte[] before = Files.readAllBytes(Path.of(file));
        long held = dev.crema.tensor.storage.Memory.inUse();
        Tensor mapped = Tensor.load(file);
        assertThat(dev.crema.tensor.storage.Memory.inUse()).isEqualTo(held);
        assertThat(mapped.sum().item()).isEqualTo(x.sum().item());
        mapped.at(":10").assign(-1);
        assertThat(mapped.at("8:12").toInts()).containsExactly(-1, -1, 10, 11);
        mapped.save(file); // over itself
        assertThat(mapped.at("8:12").toInts()).containsExactly(-1, -1, 10, 11);
        assertThat(Tensor.load(file).at("8:12").toInts()).containsExactly(-1, -1, 10, 11);
        x.save(file);
        assertThat(Files.readAllBytes(Path.of(file))).isEqualTo(before);
    }

    @Test
    void missingFilesAndUnknownEndingsSaySo() {
        assertThatThrownBy(() -> Tensor.load(path("none.npy")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("there is no file")
                .hasMessageContaining("a relative name starts at");
        assertThatThrownBy(() -> Tensor.load(path("none.npz"))).hasMessageContaining("there is no file");
        assertThatThrownBy(() -> Tensor.ones(2).save(path("x.pt")))
                .hasMessageContaining("names no format of tensors; use .npy, .npz, .safetensors or .arrow");
    }

    @ParameterizedTest
    @ValueSource(strings = {".npy", ".npz", ".safetensors", ".arrow"})
    void aFileThatIsCutOffAnywhereIsRefusedInOneSentence(String ending) throws IOException {
        Tensor.randn(7, 5).save(path("whole" + ending));
        byte[] whole = Files.readAllBytes(folder.resolve("whole" + ending));
        for (int length = 0; length < whole.length; length += length < 16 ? 3 : 29) {
            Files.write(folder.resolve("cut" + ending), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Tensor.load(path("cut" + ending)))
                    .as("%s cut to %d bytes", ending, length)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("load: ")
                    .hasMessageContaining("cut" + ending);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".npy", ".npz", ".safetensors", ".arrow"})
    void aDamagedHeaderIsRefusedOrReadButNeverWorse(String ending) throws IOException {
        Tensor.randn(3, 5).save(path("whole" + ending));
        byte[] whole = Files.readAllBytes(folder.resolve("whole" + ending));
        for (int at = 0; at < whole.length; at += 5)
            for (int value : new int[] {0xFF, whole[at] + 1}) {
                byte[] damaged = whole.clone();
                damaged[at] = (byte) value;
                Files.write(folder.resolve("damaged" + ending), damaged);
                try {
                    Tensor.load(path("damaged" + ending)).toDoubles();
                } catch (IllegalArgumentException | UncheckedIOException refused) {
                    assertThat(refused).hasMessageStartingWith("load: ");
                }
            }
    }

    private void npy(String header, byte... elements) throws IOException {
        ByteBuffer file =
                ByteBuffer.allocate(10 + header.length() + elements.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) header.length());
        file.put(header.getBytes(StandardCharsets.ISO_8859_1)).put(elements);
        Files.write(folder.resolve("x.npy"), file.array());
    }

    private Tensor npy(String descr, boolean fortran, String shape, byte... elements) throws IOException {
        npy(
                "{'descr': '" + descr + "', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': " + shape
                        + ", }\n",
                elements);
        return Tensor.load(path("x.npy"));
    }

    @Test
    void foreignNumberTypesOfNumpyBecomeOursWithoutLoss() throws IOException {
        same(npy(">i2", false, "(2,)", (byte) 1, (byte) 2, (byte) 0xFF, (byte) 0xFE), Tensor.of(DType.INT32, 258, -2));
        same(npy("<u2", false, "(1,)", (byte) 0xFE, (byte) 0xFF), Tensor.of(DType.INT32, 65534));
        same(npy("|i1", false, "(2,)", (byte) 0x80, (byte) 3), Tensor.of(DType.INT32, -128, 3));
        same(npy("<u4", false, "(1,)", (byte) -1, (byte) -1, (byte) -1, (byte) -1), Tensor.of(4294967295L));
        same(
                npy("<f2", false, "(2,)", (byte) 0, (byte) 0x3E, (byte) 0, (byte) 0xFC),
                Tensor.of(1.5f, Float.NEGATIVE_INFINITY));
        same(npy(">f4", false, "(1,)", (byte) 0x3F, (byte) 0x80, (byte) 0, (byte) 0), Tensor.of(1f));
        same(
                npy("|u1", true, "(2, 3)", (byte) 0, (byte) 3, (byte) 1, (byte) 4, (byte) 2, (byte) 5),
                Tensor.of(DType.UINT8, new int[][] {{0, 1, 2}, {3, 4, 5}}));
        same(npy("|b1", false, "()", (byte) 7), Tensor.of(true).view());
        assertThatThrownBy(() -> npy("<u8", false, "(1,)", new byte[] {-1, -1, -1, -1, -1, -1, -1, -1}))
                .hasMessageContaining("the uint64 value 18446744073709551615 is larger than an int64 can be");
    }

    @Test
    void whatNumpyHasAndWeHaveNotIsRefusedByNameWithTheWayOut() throws IOException {
        assertThatThrownBy(() -> npy("<c8", false, "(1,)", new byte[8]))
                .hasMessageContaining("type '<c8' have no type here; complex numbers")
                .hasMessageContaining("x.real");
        assertThatThrownBy(() -> npy("|O", false, "(1,)", new byte[8]))
                .hasMessageContaining("Python objects are not read");
        assertThatThrownBy(() -> npy("<U5", false, "(1,)", new byte[20])).hasMessageContaining("x.astype('float32')");
        npy("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }\n", new byte[4]);
        assertThatThrownBy(() -> Tensor.load(path("x.npy"))).hasMessageContaining("records with named fields");
        assertThatThrownBy(() -> npy("<f4", false, "(2, 9999999999, 9999999999)", new byte[8]))
                .hasMessageContaining("a size of 9999999999");
        assertThatThrownBy(() -> npy("<f4", false, "(2147483647, 2147483647, 2147483647)", new byte[8]))
                .hasMessageContaining("more elements than memory has");
        assertThatThrownBy(() -> npy("<f4", false, "(2,)", new byte[12]))
                .hasMessageContaining("4 bytes follow the array [2]");
    }

    private Map<String, Tensor> safetensors(String header, int bytes) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(8 + text.length + bytes).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(text.length).put(text);
        for (int i = 0; i < bytes; i++) file.put((byte) (0x3F + i % 2 * 0x41));
        Files.write(folder.resolve("x.safetensors"), file.array());
        return Safetensors.read(path("x.safetensors"));
    }

    @Test
    void foreignNumberTypesOfSafetensorsBecomeOurs() throws IOException {
        var read = safetensors(
                "{\"a\":{\"dtype\":\"BF16\",\"shape\":[1],\"data_offsets\":[0,2]},"
                        + "\"b\":{\"dtype\":\"I8\",\"shape\":[2],\"data_offsets\":[2,4]}}",
                4);
        same(read.get("a"), Tensor.of(Float.intBitsToFloat(0x803F0000)));
        same(read.get("b"), Tensor.of(DType.INT32, 63, -128));
        assertThatThrownBy(() -> safetensors("{\"a\":{\"dtype\":\"F8_E4M3\",\"shape\":[4],\"data_offsets\":[0,4]}}", 4))
                .hasMessageContaining("the tensor a is of type F8_E4M3")
                .hasMessageContaining("x.to(torch.float32)");
    }

    @Test
    void hostileHeadersOfSafetensorsAreRefused() {
        String front = "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[";
        assertThatThrownBy(() -> safetensors(front + "4,8]}}", 8)).hasMessageContaining("begins at byte 4");
        assertThatThrownBy(() -> safetensors(front + "0,8]}}", 8)).hasMessageContaining("needs 4 bytes");
        assertThatThrownBy(() -> safetensors(front + "-4,0]}}", 8)).hasMessageContaining("data_offsets are [-4, 0]");
        assertThatThrownBy(() -> safetensors(front + "0,4]}}", 8)).hasMessageContaining("longer than it says");
        assertThatThrownBy(() -> safetensors(front + "0,4.5]}}", 8)).hasMessageContaining("whole number");
        assertThatThrownBy(() -> safetensors("{\"a\":1}", 0))
                .hasMessageContaining("needs dtype, shape and data_offsets");
        assertThatThrownBy(() -> safetensors("[1]", 0)).hasMessageContaining("no JSON object");
        assertThatThrownBy(() -> safetensors("{\"a\":{},\"a\":{}}", 0))
                .hasMessageContaining("a name that was not there before");
        assertThatThrownBy(() -> safetensors("[".repeat(100_000), 0)).hasMessageContaining("at most 64 levels");
    }
}
