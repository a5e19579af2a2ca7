package dev.crema.tensor.backend.simd;

import dev.crema.tensor.backend.BinaryKernel;
import dev.crema.tensor.backend.UnaryKernel;
import dev.crema.tensor.storage.NativeMemory;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/// The loops of `SimdLoops` over floats, to the bit, for the time until the JIT compiler has come to those: vectors
/// take a hundred times as long before. They work on arrays, because the interpreter is slow with native memory.
final class ScalarLoops {
    private static final int MOST = 4096;

    private static final Set<UnaryKernel> WITHOUT_VECTORS =
            EnumSet.of(UnaryKernel.SIN, UnaryKernel.COS, UnaryKernel.COPY);

    private ScalarLoops() {}

    /// Whether there is a loop for this function: for all of `SimdLoops` that are made of vectors.
    static boolean handles(UnaryKernel kernel) {
        return SimdLoops.handles(kernel) && !WITHOUT_VECTORS.contains(kernel);
    }

    /// `out = kernel(x)` for `count` floats.
    static void unary(UnaryKernel kernel, long x, long out, long count) {
        float[] values = new float[(int) Math.min(MOST, count)];
        for (long done = 0; done < count; done += MOST) {
            int n = (int) Math.min(MOST, count - done);
            Floats.read(x + 4 * done, values, n);
            unary(kernel, values, n);
            Floats.write(values, n, out + 4 * done);
        }
    }

    private static void unary(UnaryKernel kernel, float[] v, int n) {
        switch (kernel) {
            case NEG -> neg(v, n);
            case ABS -> abs(v, n);
            case SQUARE -> square(v, n);
            case SQRT -> sqrt(v, n);
            case RECIPROCAL -> reciprocal(v, n);
            case RELU -> relu(v, n);
            case EXP -> exp(v, n);
            case LOG -> log(v, n);
            case TANH -> tanh(v, n);
            case SIGMOID -> sigmoid(v, n);
            default -> throw new IllegalArgumentException("no loop for " + kernel);
        }
    }

    /// `out = kernel(a, b)` for `count` floats. A step of 0 keeps an operand at its first float.
    static void binary(BinaryKernel kernel, long a, long aStep, long b, long bStep, long out, long count) {
        int most = (int) Math.min(MOST, count);
        float[] first = new float[most];
        float[] second = new float[most];
        for (long done = 0; done < count; done += MOST) {
            int n = (int) Math.min(MOST, count - done);
            read(a, aStep, done, first, n);
            read(b, bStep, done, second, n);
            binary(kernel, first, second, n);
            Floats.write(first, n, out + 4 * done);
        }
    }

    private static void read(long address, long step, long done, float[] into, int count) {
        if (step == 0) Arrays.fill(into, 0, count, NativeMemory.getFloat(address));
        else Floats.read(address + 4 * done, into, count);
    }

    private static void binary(BinaryKernel kernel, float[] a, float[] b, int n) {
        switch (kernel) {
            case ADD -> add(a, b, n);
            case SUB -> sub(a, b, n);
            case MUL -> mul(a, b, n);
            case DIV -> div(a, b, n);
            case MAXIMUM -> maximum(a, b, n);
            case MINIMUM -> minimum(a, b, n);
            case RELU_GRADIENT -> reluGradient(a, b, n);
            case SIGMOID_GRADIENT -> sigmoidGradient(a, b, n);
            case TANH_GRADIENT -> tanhGradient(a, b, n);
            default -> throw new IllegalArgumentException("no loop for " + kernel);
        }
    }

    /// Sets `count` floats to one value.
    static void fill(long out, long count, float value) {
        if (Float.floatToRawIntBits(value) == 0) {
            NativeMemory.clear(out, 4 * count);
            return;
        }
        float[] values = new float[(int) Math.min(MOST, count)];
        Arrays.fill(values, value);
        for (long done = 0; done < count; done += MOST)
            Floats.write(values, (int) Math.min(MOST, count - done), out + 4 * done);
    }

    /// `y += alpha x` for `count` floats.
    static void addScaled(float alpha, long x, long y, long count) {
        int most = (int) Math.min(MOST, count);
        float[] terms = new float[most];
        float[] sums = new float[most];
        for (long done = 0; done < count; done += MOST) {
            int n = (int) Math.min(MOST, count - done);
            Floats.read(x + 4 * done, terms, n);
            Floats.read(y + 4 * done, sums, n);
            addScaled(alpha, terms, sums, n);
            Floats.write(sums, n, y + 4 * done);
        }
    }

    private static void addScaled(float alpha, float[] terms, float[] sums, int n) {
        for (int i = 0; i < n; i++) sums[i] = Math.fma(terms[i], alpha, sums[i]);
    }

    private static void neg(float[] v, int n) {
        for (int i = 0; i < n; i++) v[i] = -v[i];
    }

    private static void abs(float[] v, int n) {
        for (int i = 0; i < n; i++) v[i] = Math.abs(v[i]);
    }

    private static void square(float[] v, int n) {
        for (int i = 0; i < n; i++) v[i] = v[i] * v[i];
    }

    private static void sqrt(float[] v, int n) {
        for (int i = 0; i < n; i++) v[i] = (float) Math.sqrt(v[i]);
    }

    private static void reciprocal(float[] v, int n) {
        for (int i = 0; i < n; i++) v[i] = 1f / v[i];
    }

    private static void relu(float[] v, int n) {
        for (int i = 0; i < n; i++) v[i] = Math.max(v[i], 0f);
    }

    private static void exp(float[] v, int n) {
        for (int i = 0; i < n; i++) v[i] = ScalarMath.exp(v[i]);
    }

    private static void log(float[] v, int n) {
        for (int i = 0; i < n; i++) v[i] = ScalarMath.log(v[i]);
    }

    private static void tanh(float[] v, int n) {
        for (int i = 0; i < n; i++) v[i] = ScalarMath.tanh(v[i]);
    }

    private static void sigmoid(float[] v, int n) {
        for (int i = 0; i < n; i++) v[i] = ScalarMath.sigmoid(v[i]);
    }

    private static void add(float[] a, float[] b, int n) {
        for (int i = 0; i < n; i++) a[i] = a[i] + b[i];
    }

    private static void sub(float[] a, float[] b, int n) {
        for (int i = 0; i < n; i++) a[i] = a[i] - b[i];
    }

    private static void mul(float[] a, float[] b, int n) {
        for (int i = 0; i < n; i++) a[i] = a[i] * b[i];
    }

    private static void div(float[] a, float[] b, int n) {
        for (int i = 0; i < n; i++) a[i] = a[i] / b[i];
    }

    private static void maximum(float[] a, float[] b, int n) {
        for (int i = 0; i < n; i++) a[i] = Math.max(a[i], b[i]);
    }

    private static void minimum(float[] a, float[] b, int n) {
        for (int i = 0; i < n; i++) a[i] = Math.min(a[i], b[i]);
    }

    private static void reluGradient(float[] a, float[] b, int n) {
        for (int i = 0; i < n; i++) a[i] = b[i] <= 0f ? 0f : a[i];
    }

    private static void sigmoidGradient(float[] a, float[] b, int n) {
        for (int i = 0; i < n; i++) a[i] = a[i] * b[i] * (1f - b[i]);
    }

    private static void tanhGradient(float[] a, float[] b, int n) {
        for (int i = 0; i < n; i++) a[i] = a[i] * (1f - b[i] * b[i]);
    }
}
