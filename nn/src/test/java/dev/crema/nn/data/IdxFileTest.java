package dev.crema.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFileTest {
    @TempDir
    Path folder;

    @AfterEach
    void forgetTheFolder() {
        System.clearProperty("crema.data");
    }

    private static byte[] images(int count) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(0x0803);
        out.writeInt(count);
        out.writeInt(28);
        out.writeInt(28);
        for (int i = 0; i < count * 784; i++) out.writeByte(i % 251);
        return bytes.toByteArray();
    }

    private static byte[] labels(int count) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(0x0801);
        out.writeInt(count);
        for (int i = 0; i < count; i++) out.writeByte(i % 10);
        return bytes.toByteArray();
    }

    private static byte[] compressed(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    private void writeMnist(byte[] trainImages) throws IOException {
        Path mnist = Files.createDirectories(folder.resolve("mnist"));
        Files.write(mnist.resolve("train-images-idx3-ubyte.gz"), trainImages);
        Files.write(mnist.resolve("train-labels-idx1-ubyte"), labels(20));
        Files.write(mnist.resolve("t10k-images-idx3-ubyte"), images(10));
        Files.write(mnist.resolve("t10k-labels-idx1-ubyte.gz"), compressed(labels(10)));
        System.setProperty("crema.data", folder.toString());
    }

    @Test
    void filesAreReadCompressedOrNot() throws IOException {
        writeMnist(compressed(images(20)));
        ImageDataset train = Mnist.train();
        assertThat(train.name()).isEqualTo("MNIST train");
        assertThat(train.size()).isEqualTo(20);
        assertThat(train.get(0).x().shape().toInts()).containsExactly(1, 28, 28);
        assertThat(train.get(0).x().at(0, 1, 23).item()).isEqualTo(51 / 255.0f);
        assertThat(train.get(13).y().itemInt()).isEqualTo(3);
        double normal =
                Mnist.test().normalize(0.5, 0.25).get(0).x().at(0, 0, 23).item();
        assertThat(normal).isCloseTo((23 / 255.0 - 0.5) / 0.25, org.assertj.core.api.Assertions.within(1e-6));
    }

    @Test
    void truncatedFilesAreNamed() throws IOException {
        byte[] whole = images(20);
        writeMnist(compressed(Arrays.copyOf(whole, whole.length - 100)));
        assertThatThrownBy(Mnist::train)
                .hasMessageContaining(
                        "train-images-idx3-ubyte.gz is truncated: it should hold 15680 bytes of data [20, 28, 28], but ends after 15580");
        byte[] packed = compressed(whole);
        writeMnist(Arrays.copyOf(packed, packed.length / 2));
        assertThatThrownBy(Mnist::train).hasMessageContaining("train-images-idx3-ubyte.gz is truncated or damaged");
    }

    @Test
    void missingFilesAreNamed() throws IOException {
        writeMnist(compressed(images(20)));
        Files.delete(folder.resolve("mnist/train-labels-idx1-ubyte"));
        assertThatThrownBy(Mnist::train).hasMessageContaining("train-labels-idx1-ubyte.gz does not exist");
    }

    @Test
    void filesOfAnotherFormatOrNumberAreNamed() throws IOException {
        writeMnist(labels(20));
        assertThatThrownBy(Mnist::train)
                .hasMessageContaining(
                        "is not an IDX file of unsigned bytes with 3 dimensions (it starts with 00000801)");
        writeMnist(compressed(images(19)));
        assertThatThrownBy(Mnist::train).hasMessageContaining("19 images but 20 labels of the train split");
    }

    @Test
    void fashionIsReadFromItsFolderAndRefusedWhereThatIsBroken() throws IOException {
        writeMnist(images(20));
        Files.move(folder.resolve("mnist"), folder.resolve("fashion-mnist"));
        assertThat(FashionMnist.train().name()).isEqualTo("Fashion-MNIST train");
        assertThat(FashionMnist.test().size()).isEqualTo(10);
        assertThat(FashionMnist.CLASSES).hasSize(10);
        Files.delete(folder.resolve("fashion-mnist/train-images-idx3-ubyte.gz"));
        assertThatThrownBy(FashionMnist::train)
                .hasMessageContaining("Fashion-MNIST: ")
                .hasMessageContaining("does not exist");
    }
}
