package dev.crema.tensor.backend.onednn;

import dev.crema.tensor.backend.ffi.NativeFiles;
import dev.crema.tensor.backend.ffi.NativeSearch;
import java.util.List;

/// What oneDNN computes, once its library is found. It is no part of Crema: 27 MB (90 MB unpacked) that make
/// convolutions faster; `crema tune --fetch` gets it, or `org.bytedeco:dnnl` on the class path, or the system.
///
/// Only oneDNN built for OpenMP is used, which can be told to leave the threads to us.
public final class OneDnnBackend {
    /// The version of the artefact, as in the root pom.
    static final String VERSION = "3.11-1.5.13";

    /// Where the library may be.
    public static final NativeSearch SEARCH = new NativeSearch(
            "oneDNN",
            "onednn",
            "/org/bytedeco/dnnl/",
            List.of("libgomp.so.1", "libdnnl.so.3"),
            List.of("libomp.dylib", "libiomp5.dylib", "libdnnl.3.dylib"),
            List.of("libiomp5md.dll", "dnnl.dll"),
            List.of("libdnnl.so.3", "libdnnl.3.dylib", "dnnl.dll"));

    private final OneDnn library;
    private final OneDnnProducts products;
    private final OneDnnConvolution convolution;

    /// The Maven coordinates of the artefact for this platform.
    public static String coordinates() {
        return "org.bytedeco:dnnl:jar:" + NativeFiles.platform() + ":" + VERSION;
    }

    /// Loads the library.
    ///
    /// @throws IllegalStateException if there is none, saying what was tried
    public OneDnnBackend() {
        library = SEARCH.load(OneDnn::new);
        products = new OneDnnProducts(library);
        convolution = new OneDnnConvolution(library);
    }

    /// The name with the version.
    public String name() {
        return "oneDNN " + library.version();
    }

    /// The file it was loaded from.
    public String file() {
        return library.file();
    }

    /// Its matrix products.
    public OneDnnProducts products() {
        return products;
    }

    /// Its convolutions.
    public OneDnnConvolution convolution() {
        return convolution;
    }
}
