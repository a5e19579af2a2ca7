package dev.crema.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Cifar10Test {
    @TempDir
    Path folder;

    @AfterEach
    void forgetTheData() {
        System.clearProperty("crema.data");
    }

    private Path cifar() throws IOException {
        System.setProperty("crema.data", folder.toString());
        return Files.createDirectories(folder.resolve("cifar10"));
    }

    private static byte[] records(int... labels) {
        byte[] bytes = new byte[labels.length * 3073];
        for (int i = 0; i < labels.length; i++) {
            bytes[i * 3073] = (byte) labels[i];
            for (int k = 1; k < 3073; k++) bytes[i * 3073 + k] = (byte) (k <= 1024 ? 255 : 51 * i);
        }
        return bytes;
    }

    @Test
    void recordsOfAllFilesAreRead() throws IOException {
        Path files = cifar();
        Files.write(files.resolve("data_batch_1.bin"), records(3, 8));
        Files.write(files.resolve("data_batch_2.bin"), records(9));
        Files.write(files.resolve("test_batch_first.bin"), records(0, 1));
        ImageDataset train = Cifar10.train();
        assertThat(train.labels().toInts()).containsExactly(3, 8, 9);
        assertThat(train.get(1).x().shape().toInts()).containsExactly(3, 32, 32);
        assertThat(train.get(1).x().at(0, 0, 0).item()).isEqualTo(1);
        assertThat(train.get(1).x().at(2, 31, 31).item()).isCloseTo(0.2, within(1e-6));
        assertThat(Cifar10.test().size()).isEqualTo(2);
        assertThat(Cifar10.CLASSES.get(3)).isEqualTo("cat");
    }

    @Test
    void brokenFilesAreNamed() throws IOException {
        Path files = cifar();
        Files.write(files.resolve("data_batch_1.bin"), new byte[100]);
        assertThatThrownBy(Cifar10::train)
                .hasMessageContaining("data_batch_1.bin is truncated or no CIFAR-10 file: 100 bytes");
        assertThatThrownBy(Cifar10::test).hasMessageContaining("holds no test_batch*.bin");
        Files.write(files.resolve("data_batch_1.bin"), records(1, 77));
        assertThatThrownBy(Cifar10::train).hasMessageContaining("record 1 has the label 77, not 0 to 9");
    }

    @Test
    @Tag("data")
    void theRealOneIsRead() {
        String data = System.getenv("CREMA_TEST_DATA");
        assumeThat(data).as("skipped: no CIFAR-10").isNotEmpty();
        System.setProperty("crema.data", data);
        assertThat(Cifar10.train().name()).isEqualTo("CIFAR-10 train");
        assertThat(Cifar10.test().subset(0, 10).targets().toInts()).containsExactly(3, 8, 8, 0, 6, 6, 1, 6, 3, 1);
    }

    @Test
    void archivesAreUnpackedWithoutTheirFolders() throws IOException {
        var tar = new ByteArrayOutputStream();
        entry(tar, "batches/", '5', new byte[0]);
        entry(tar, "batches/a.bin", '0', new byte[700]);
        entry(tar, "batches/b.txt", '0', "b".getBytes(StandardCharsets.US_ASCII));
        tar.write(new byte[1024]);
        Path archive = folder.resolve("x.tar.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(archive))) {
            out.write(tar.toByteArray());
        }
        TarFile.extract(archive, folder);
        assertThat(folder.resolve("a.bin")).hasSize(700);
        assertThat(folder.resolve("b.txt")).hasContent("b");
        try (var out = new GZIPOutputStream(Files.newOutputStream(archive))) {
            out.write(tar.toByteArray(), 0, 1300);
        }
        assertThatThrownBy(() -> TarFile.extract(archive, folder)).hasMessage("the archive ends within a.bin");
    }

    private static void entry(ByteArrayOutputStream tar, String name, char type, byte[] content) throws IOException {
        byte[] header = new byte[512];
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, 0, bytes.length);
        byte[] size = String.format("%011o", content.length).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(size, 0, header, 124, size.length);
        header[156] = (byte) type;
        tar.write(header);
        tar.write(content);
        tar.write(new byte[(512 - content.length % 512) % 512]);
    }
}
