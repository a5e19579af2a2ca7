package dev.crema.tensor.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.crema.tensor.Arrow;
import dev.crema.tensor.DType;
import dev.crema.tensor.Npz;
import dev.crema.tensor.Safetensors;
import dev.crema.tensor.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that NumPy, safetensors and pyarrow write are read here, and the other way round.
@Tag("slow")
class PythonFilesTest {
    private static final String PYTHON = System.getProperty("crema.python", "python3");

    @TempDir
    Path folder;

    @BeforeEach
    void pythonHasThePackages() throws IOException, InterruptedException {
        boolean there;
        try {
            there = new ProcessBuilder(PYTHON, "-c", "import numpy, safetensors, pyarrow")
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException none) {
            there = false;
        }
        assumeTrue(
                there,
                PYTHON + " has no numpy, safetensors and pyarrow; pip install them, or name a Python that has them with"
                        + " -Dcrema.python=/path");
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private String python(String program) throws IOException, InterruptedException {
        Path script = folder.resolve("script.py");
        Files.writeString(script, "import numpy as np\n" + program);
        Process process = new ProcessBuilder(PYTHON, script.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.strip();
    }

    private static Map<String, Tensor> ofAllTypes(int rows) {
        Map<String, Tensor> all = new LinkedHashMap<>();
        for (DType dtype : DType.values()) {
            all.put(dtype + "_3d", Tensor.arange(rows * 6).reshape(rows, 2, 3).to(dtype));
            all.put(dtype + "_1d", Tensor.arange(rows).to(dtype));
            all.put(
                    dtype + "_t",
                    Tensor.arange(rows * 2).reshape(2, rows).to(dtype).t());
        }
        return all;
    }

    private void check(Map<String, Tensor> got, int rows) {
        Map<String, Tensor> expected = ofAllTypes(rows);
        assertThat(got).containsOnlyKeys(expected.keySet());
        expected.forEach((name, x) -> {
            assertThat(got.get(name).dtype()).as(name).isEqualTo(x.dtype());
            assertThat(got.get(name).toList()).as(name).isEqualTo(x.toList());
        });
    }

    private static final String SAME = """
            def check(got):
                for name, x in got.items():
                    dtype, kind = name.split('_')
                    n = 5
                    want = {'3d': np.arange(n*6).reshape(n, 2, 3), '1d': np.arange(n), 't': np.arange(n*2).reshape(2, n).T}[kind]
                    assert str(x.dtype) == dtype, (name, x.dtype)
                    assert (x == want.astype(dtype)).all(), (name, x)
            def make():
                n = 5
                return {d + '_' + k: np.ascontiguousarray(v.astype(d)) for d in ['bool', 'uint8', 'int32', 'int64', 'float32', 'float64']
                    for k, v in {'3d': np.arange(n*6).reshape(n, 2, 3), '1d': np.arange(n), 't': np.arange(n*2).reshape(2, n).T}.items()}
            """;

    @Test
    void numpyReadsOurArraysAndWeReadIts() throws IOException, InterruptedException {
        Npz.write(path("ours.npz"), ofAllTypes(5));
        Tensor.load(write("x.npy", Tensor.randn(3, 4)));
        python(SAME + """
                check(dict(np.load('ours.npz')))
                assert np.load('x.npy').shape == (3, 4)
                np.savez('theirs.npz', **make())
                np.savez_compressed('packed.npz', **make())
                np.save('fortran.npy', np.asfortranarray(np.arange(24, dtype='>f4').reshape(2, 3, 4)))
                np.save('half.npy', np.array([1.5, -2], dtype='float16'))
                np.save('objects.npy', np.array(['a', None], dtype=object))
                """);
        check(Npz.read(path("theirs.npz")), 5);
        check(Npz.read(path("packed.npz")), 5);
        assertThat(Tensor.load(path("fortran.npy")).toList())
                .isEqualTo(Tensor.arange(24.0).reshape(2, 3, 4).toList());
        assertThat(Tensor.load(path("half.npy")).toFloats()).containsExactly(1.5f, -2);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> Tensor.load(path("objects.npy")))
                .hasMessageContaining("Python objects are not read");
    }

    private String write(String name, Tensor x) {
        x.save(path(name));
        return path(name);
    }

    @Test
    void safetensorsReadsOurModelsAndWeReadIts() throws IOException, InterruptedException {
        Safetensors.write(path("ours.safetensors"), ofAllTypes(5), Map.of("format", "np"));
        python(SAME + """
                from safetensors.numpy import load_file, save_file
                check(load_file('ours.safetensors'))
                more = make()
                save_file(more, 'theirs.safetensors', {'note': 'ü'})
                """);
        check(Safetensors.read(path("theirs.safetensors")), 5);
        assertThat(Safetensors.metadata(path("theirs.safetensors"))).containsEntry("note", "ü");
    }

    @Test
    void pyarrowReadsOurTablesAndWeReadIts() throws IOException, InterruptedException {
        Arrow.write(path("ours.arrow"), ofAllTypes(5));
        Arrow.write(path("ours.arrows"), ofAllTypes(5));
        python(SAME + """
                import pyarrow as pa, pyarrow.ipc as ipc
                def columns(table):
                    got = {}
                    for name in table.column_names:
                        column = table[name].combine_chunks()
                        if isinstance(column.type, pa.FixedShapeTensorType):
                            shape = [len(column)] + column.type.shape
                            values = column.storage.flatten().to_numpy(zero_copy_only=False)
                            got[name] = values.reshape(shape)
                        else: got[name] = column.to_numpy(zero_copy_only=False)
                    return got
                check(columns(ipc.open_file('ours.arrow').read_all()))
                check(columns(ipc.open_stream('ours.arrows').read_all()))
                t = ipc.open_file('ours.arrow').read_all()
                assert t['float32_3d'].combine_chunks().to_numpy_ndarray().shape == (5, 2, 3)
                t.validate(full=True)
                def column(x):
                    if x.ndim == 1: return pa.array(x)
                    flat = pa.array(x.reshape(-1))
                    kind = pa.fixed_shape_tensor(flat.type, list(x.shape[1:]))
                    return pa.ExtensionArray.from_storage(kind, pa.FixedSizeListArray.from_arrays(flat, int(np.prod(x.shape[1:]))))
                table = pa.table({k: column(v) for k, v in make().items()})
                with ipc.new_file('theirs.arrow', table.schema) as f:
                    f.write_table(table.slice(0, 2)); f.write_table(table.slice(2))
                with ipc.new_stream('theirs.arrows', table.schema) as f: f.write_table(table)
                words = pa.table({'w': ['a', 'b'], 'x': pa.array([1.5, 2.5]), 'h': pa.array(np.array([1, 2], 'float16')),
                                  'd': pa.array(['u', 'v']).dictionary_encode(), 'n': pa.array([1, None])})
                with ipc.new_file('words.arrow', words.schema) as f: f.write_table(words)
                import pyarrow.feather as feather
                feather.write_feather(words, 'packed.feather', compression='lz4')
                """);
        check(Arrow.read(path("theirs.arrow")), 5);
        check(Arrow.read(path("theirs.arrows")), 5);
        var numbers = Arrow.read(path("words.arrow"), "x", "h");
        assertThat(numbers.get("x").toDoubles()).containsExactly(1.5, 2.5);
        assertThat(numbers.get("h").toFloats()).containsExactly(1, 2);
        refused(() -> Arrow.read(path("words.arrow")), "the column w holds no numbers but utf8");
        refused(() -> Arrow.read(path("words.arrow"), "d"), "the column d holds no numbers");
        refused(() -> Arrow.read(path("words.arrow"), "n"), "the column n has 1 missing values");
        refused(() -> Arrow.read(path("packed.feather"), "x"), "it is compressed with LZ4_FRAME");
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String why) {
        org.assertj.core.api.Assertions.assertThatThrownBy(call).hasMessageContaining(why);
    }
}
