package dev.crema.tensor.backend.ffi;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A shared library and the functions in it. The only place where symbols are looked up and memory is
/// reinterpreted, so that javac (`-Xlint:restricted`) keeps native access inside this package.
@SuppressWarnings("restricted") // the fence itself
public final class NativeLibrary {
    /// `char`, `int`, `long`, `float`, `double` and pointers of the C side; a pointer is passed as its address.
    public static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

    public static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

    public static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    public static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;
    public static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE;
    public static final ValueLayout.OfLong POINTER = ValueLayout.JAVA_LONG;

    private final String name;
    private final SymbolLookup symbols;

    private NativeLibrary(String name, SymbolLookup symbols) {
        this.name = name;
        this.symbols = symbols;
    }

    /// Whether this JVM lets us call native code without a warning: the flag `--enable-native-access` or our
    /// manifest is there.
    public static boolean isAllowed() {
        return NativeLibrary.class.getModule().isNativeAccessEnabled();
    }

    /// The C library of the operating system.
    public static NativeLibrary system() {
        return new NativeLibrary("the C library", Linker.nativeLinker().defaultLookup());
    }

    /// Loads a library for the life of the process.
    ///
    /// @throws IllegalArgumentException if the file does not exist or cannot be loaded
    public static NativeLibrary load(Path file) {
        return new NativeLibrary(file.toString(), SymbolLookup.libraryLookup(file, Arena.global()));
    }

    /// Loads a library that the system's loader finds by its name, such as `libopenblas.so.0`.
    ///
    /// @throws IllegalArgumentException if it finds none
    public static NativeLibrary load(String name) {
        return new NativeLibrary(name, SymbolLookup.libraryLookup(name, Arena.global()));
    }

    /// Where the library came from.
    public String name() {
        return name;
    }

    /// A handle to a function; pointers are `long`.
    ///
    /// @param result the layout of the result, null for void
    /// @throws IllegalStateException if the library has no such function
    public MethodHandle function(String symbol, @Nullable MemoryLayout result, MemoryLayout... arguments) {
        MemorySegment address =
                symbols.find(symbol).orElseThrow(() -> new IllegalStateException(name + " has no function " + symbol));
        FunctionDescriptor signature =
                result == null ? FunctionDescriptor.ofVoid(arguments) : FunctionDescriptor.of(result, arguments);
        return Linker.nativeLinker().downcallHandle(address, signature);
    }

    /// What a function without arguments that returns a C string says.
    public String text(String symbol) {
        MemorySegment address =
                symbols.find(symbol).orElseThrow(() -> new IllegalStateException(name + " has no function " + symbol));
        // made here and not once: it is restricted, and merely loading this class must not warn
        AddressLayout text = ValueLayout.ADDRESS.withTargetLayout(
                MemoryLayout.sequenceLayout(Integer.MAX_VALUE, ValueLayout.JAVA_BYTE));
        try {
            MethodHandle handle = Linker.nativeLinker().downcallHandle(address, FunctionDescriptor.of(text));
            return ((MemorySegment) handle.invokeExact()).getString(0);
        } catch (Throwable failure) {
            throw failed(symbol, failure);
        }
    }

    /// What to throw when calling a function failed on the Java side.
    public static RuntimeException failed(String symbol, Throwable failure) {
        if (failure instanceof RuntimeException exception) return exception;
        if (failure instanceof Error error) throw error;
        return new IllegalStateException(symbol + ": " + failure, failure);
    }

    /// Every byte of the process as one segment, by absolute address.
    public static MemorySegment everything() {
        return MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    }
}
