"""Writes the small files that PythonFixturesTest reads: `python make_files.py` (numpy, ml_dtypes, safetensors, pyarrow)."""
import ml_dtypes, numpy as np, pyarrow as pa, pyarrow.ipc as ipc
from safetensors.numpy import save_file

x = np.arange(24, dtype="float32").reshape(2, 3, 4)
np.save("fortran_big_endian.npy", np.asfortranarray(x.astype(">f8")))
np.savez_compressed("several.npz", x=x, mask=x > 5, index=np.arange(3), half=np.array([1.5, -2, np.inf], "float16"))
np.save("complex.npy", np.array([1 + 2j]))
save_file({"x": x, "scalar": np.array(7), "empty": np.zeros((0, 3), "float32"), "half": np.array([1.5, -2], "float16"),
           "brain": np.array([1.5, -2], ml_dtypes.bfloat16), "bytes": np.array([-1, 1], "int8"), "mask": x[0] > 5},
          "several.safetensors", {"format": "np"})
save_file({"x": np.array([1, 2], ml_dtypes.float8_e4m3fn)}, "float8.safetensors")
tensors = pa.ExtensionArray.from_storage(
    pa.fixed_shape_tensor(pa.float32(), [3, 4]), pa.FixedSizeListArray.from_arrays(pa.array(x.reshape(-1)), 12))
turned = pa.ExtensionArray.from_storage(
    pa.fixed_shape_tensor(pa.float32(), [3, 4], permutation=[1, 0]), pa.FixedSizeListArray.from_arrays(pa.array(x.reshape(-1)), 12))
table = pa.table({"x": tensors, "turned": turned, "flag": [True, False], "price": [1.5, 2.5], "word": ["a", "b"], "gap": [1, None]})
with ipc.new_file("table.arrow", table.schema) as f:
    f.write_table(table.slice(0, 1))
    f.write_table(table.slice(1))
with ipc.new_stream("table.arrows", table.schema) as f:
    f.write_table(table)
with ipc.new_file("packed.arrow", table.schema, options=ipc.IpcWriteOptions(compression="zstd")) as f:
    f.write_table(table)
