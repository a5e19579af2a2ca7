package dev.crema.tensor.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crema.tensor.Arrow;
import dev.crema.tensor.DType;
import dev.crema.tensor.Npz;
import dev.crema.tensor.Safetensors;
import dev.crema.tensor.Tensor;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reads files that NumPy, safetensors and pyarrow wrote (`resources/files/make_files.py`).
class PythonFixturesTest {
    private static final Tensor X = Tensor.arange(24.0).view(2, 3, 4);

    private static String file(String name) {
        try {
            return Path.of(Objects.requireNonNull(PythonFixturesTest.class.getResource("/files/" + name))
                            .toURI())
                    .toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void anArrayInFortransOrderAndBigEndianIsTurned() {
        Tensor x = Tensor.load(file("fortran_big_endian.npy"));
        assertThat(x.dtype()).isEqualTo(DType.FLOAT64);
        assertThat(x.toList()).isEqualTo(X.toList());
        assertThat(x.view(-1).toDoubles()).isEqualTo(X.toDoubles());
    }

    @Test
    void anArchiveGivesItsArraysByName() {
        Map<String, Tensor> all = Npz.read(file("several.npz"));
        assertThat(all).containsOnlyKeys("x", "mask", "index", "half");
        assertThat(all.get("x").toList()).isEqualTo(X.toList());
        assertThat(all.get("mask").toList()).isEqualTo(X.gt(5).toList());
        assertThat(all.get("index").toList()).isEqualTo(List.of(0L, 1L, 2L));
        assertThat(all.get("half").toFloats()).containsExactly(1.5f, -2, Float.POSITIVE_INFINITY);
        assertThatThrownBy(() -> Tensor.load(file("several.npz"))).hasMessageContaining("Npz.read(file)");
        assertThatThrownBy(() -> Tensor.load(file("complex.npy"))).hasMessageContaining("'<c16' have no type here");
    }

    @Test
    void aModelGivesItsTensorsByName() {
        Map<String, Tensor> all = Safetensors.read(file("several.safetensors"));
        assertThat(all).containsOnlyKeys("x", "scalar", "empty", "half", "brain", "bytes", "mask");
        assertThat(all.get("x").toList()).isEqualTo(X.toList());
        assertThat(all.get("scalar").item()).isEqualTo(7);
        assertThat(all.get("scalar").dim()).isZero();
        assertThat(all.get("empty").shape()).hasToString("[0, 3]");
        assertThat(all.get("half").toFloats()).containsExactly(1.5f, -2);
        assertThat(all.get("brain").toFloats()).containsExactly(1.5f, -2);
        assertThat(all.get("bytes").toInts()).containsExactly(-1, 1);
        assertThat(all.get("bytes").dtype()).isEqualTo(DType.INT32);
        assertThat(all.get("mask").toList()).isEqualTo(X.at(0).gt(5).toList());
        assertThatThrownBy(() -> Tensor.load(file("float8.safetensors"))).hasMessageContaining("of type F8_E4M3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"table.arrow", "table.arrows"})
    void aTableGivesItsColumnsByName(String name) {
        Map<String, Tensor> all = Arrow.read(file(name), "x", "turned", "flag", "price");
        assertThat(all.get("x").toList()).isEqualTo(X.toList());
        assertThat(all.get("turned").toList()).isEqualTo(X.permute(0, 2, 1).toList());
        assertThat(all.get("flag").toList()).isEqualTo(List.of(true, false));
        assertThat(all.get("price").toList()).isEqualTo(List.of(1.5, 2.5));
        assertThatThrownBy(() -> Arrow.read(file(name)))
                .hasMessageContaining("the column word holds no numbers but utf8; name the columns to read");
        assertThatThrownBy(() -> Arrow.read(file(name), "gap"))
                .hasMessageContaining("the column gap has 1 missing values")
                .hasMessageContaining("fill_null");
        assertThatThrownBy(() -> Arrow.read(file("packed.arrow"), "x"))
                .hasMessageContaining("it is compressed with ZSTD")
                .hasMessageContaining("uncompressed");
    }
}
