package dev.crema.tensor.backend.simd;

import dev.crema.tensor.backend.BinaryKernel;
import dev.crema.tensor.backend.UnaryKernel;
import dev.crema.tensor.storage.NativeMemory;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Element-wise float32 loops over dense memory. Each function has a loop of its own: one loop for all would call
/// through a pointer and box every vector. The last, partial vector is loaded whole (blocks are padded) and stored
/// under a mask.
final class SimdLoops {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final MemorySegment MEMORY = NativeMemory.ALL;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final int LANES = S.length();
    private static final long STEP = S.vectorByteSize();

    private SimdLoops() {}

    private static FloatVector load(long address) {
        return FloatVector.fromMemorySegment(S, MEMORY, address, ORDER);
    }

    private static void store(FloatVector vector, long address) {
        vector.intoMemorySegment(MEMORY, address, ORDER);
    }

    private static void store(FloatVector vector, long address, long count) {
        vector.intoMemorySegment(MEMORY, address, ORDER, VectorMask.fromLong(S, (1L << count) - 1));
    }

    /// Whether there is a loop for this function.
    static boolean handles(UnaryKernel kernel) {
        return switch (kernel) {
            case NEG, ABS, SQUARE, SQRT, RECIPROCAL, RELU, EXP, LOG, TANH, SIN, COS, SIGMOID, COPY -> true;
            default -> false;
        };
    }

    /// `out = kernel(x)` for `count` floats.
    static void unary(UnaryKernel kernel, long x, long out, long count) {
        switch (kernel) {
            case NEG -> neg(x, out, count);
            case ABS -> abs(x, out, count);
            case SQUARE -> square(x, out, count);
            case SQRT -> sqrt(x, out, count);
            case RECIPROCAL -> reciprocal(x, out, count);
            case RELU -> relu(x, out, count);
            case EXP -> exp(x, out, count);
            case LOG -> log(x, out, count);
            case TANH -> tanh(x, out, count);
            case SIN -> sin(x, out, count);
            case COS -> cos(x, out, count);
            case SIGMOID -> sigmoid(x, out, count);
            case COPY -> NativeMemory.copy(x, out, 4 * count);
            default -> throw new IllegalArgumentException("no loop for " + kernel);
        }
    }

    /// Whether there is a loop for this function.
    static boolean handles(BinaryKernel kernel) {
        return switch (kernel) {
            case ADD, SUB, MUL, DIV, MAXIMUM, MINIMUM, RELU_GRADIENT, SIGMOID_GRADIENT, TANH_GRADIENT -> true;
            default -> false;
        };
    }

    /// `out = kernel(a, b)` for `count` floats. A step of 0 keeps an operand at one vector of equal floats.
    static void binary(BinaryKernel kernel, long a, long aStep, long b, long bStep, long out, long count) {
        switch (kernel) {
            case ADD -> add(a, aStep, b, bStep, out, count);
            case SUB -> sub(a, aStep, b, bStep, out, count);
            case MUL -> mul(a, aStep, b, bStep, out, count);
            case DIV -> div(a, aStep, b, bStep, out, count);
            case MAXIMUM -> maximum(a, aStep, b, bStep, out, count);
            case MINIMUM -> minimum(a, aStep, b, bStep, out, count);
            case RELU_GRADIENT -> reluGradient(a, aStep, b, bStep, out, count);
            case SIGMOID_GRADIENT -> sigmoidGradient(a, aStep, b, bStep, out, count);
            case TANH_GRADIENT -> tanhGradient(a, aStep, b, bStep, out, count);
            default -> throw new IllegalArgumentException("no loop for " + kernel);
        }
    }

    private static void neg(long x, long out, long count) {
        long left = count;
        for (; left >= LANES; left -= LANES, x += STEP, out += STEP) {
            FloatVector v = load(x);
            store(v.neg(), out);
        }
        if (left > 0) {
            FloatVector v = load(x);
            store(v.neg(), out, left);
        }
    }

    private static void abs(long x, long out, long count) {
        long left = count;
        for (; left >= LANES; left -= LANES, x += STEP, out += STEP) {
            FloatVector v = load(x);
            store(v.abs(), out);
        }
        if (left > 0) {
            FloatVector v = load(x);
            store(v.abs(), out, left);
        }
    }

    private static void square(long x, long out, long count) {
        long left = count;
        for (; left >= LANES; left -= LANES, x += STEP, out += STEP) {
            FloatVector v = load(x);
            store(v.mul(v), out);
        }
        if (left > 0) {
            FloatVector v = load(x);
            store(v.mul(v), out, left);
        }
    }

    private static void sqrt(long x, long out, long count) {
        long left = count;
        for (; left >= LANES; left -= LANES, x += STEP, out += STEP) {
            FloatVector v = load(x);
            store(v.sqrt(), out);
        }
        if (left > 0) {
            FloatVector v = load(x);
            store(v.sqrt(), out, left);
        }
    }

    private static void reciprocal(long x, long out, long count) {
        long left = count;
        for (; left >= LANES; left -= LANES, x += STEP, out += STEP) {
            FloatVector v = load(x);
            store(FloatVector.broadcast(S, 1f).div(v), out);
        }
        if (left > 0) {
            FloatVector v = load(x);
            store(FloatVector.broadcast(S, 1f).div(v), out, left);
        }
    }

    private static void relu(long x, long out, long count) {
        long left = count;
        for (; left >= LANES; left -= LANES, x += STEP, out += STEP) {
            FloatVector v = load(x);
            store(relu(v), out);
        }
        if (left > 0) {
            FloatVector v = load(x);
            store(relu(v), out, left);
        }
    }

    private static void exp(long x, long out, long count) {
        for (long left = count; left > 0; left -= LANES, x += STEP, out += STEP) {
            FloatVector y = SimdMath.exp(load(x));
            if (left >= LANES) store(y, out);
            else store(y, out, left);
        }
    }

    private static void log(long x, long out, long count) {
        for (long left = count; left > 0; left -= LANES, x += STEP, out += STEP) {
            FloatVector y = SimdMath.log(load(x));
            if (left >= LANES) store(y, out);
            else store(y, out, left);
        }
    }

    private static void tanh(long x, long out, long count) {
        for (long left = count; left > 0; left -= LANES, x += STEP, out += STEP) {
            FloatVector y = SimdMath.tanh(load(x));
            if (left >= LANES) store(y, out);
            else store(y, out, left);
        }
    }

    private static void sin(long x, long out, long count) {
        for (long i = 0; i < 4 * count; i += 4)
            NativeMemory.setFloat(out + i, (float) Math.sin(NativeMemory.getFloat(x + i)));
    }

    private static void cos(long x, long out, long count) {
        for (long i = 0; i < 4 * count; i += 4)
            NativeMemory.setFloat(out + i, (float) Math.cos(NativeMemory.getFloat(x + i)));
    }

    private static void sigmoid(long x, long out, long count) {
        for (long left = count; left > 0; left -= LANES, x += STEP, out += STEP) {
            FloatVector y = SimdMath.sigmoid(load(x));
            if (left >= LANES) store(y, out);
            else store(y, out, left);
        }
    }

    private static void add(long first, long aStep, long second, long bStep, long out, long count) {
        long left = count;
        for (; left >= LANES; left -= LANES, first += aStep, second += bStep, out += STEP) {
            FloatVector a = load(first);
            FloatVector b = load(second);
            store(a.add(b), out);
        }
        if (left > 0) {
            FloatVector a = load(first);
            FloatVector b = load(second);
            store(a.add(b), out, left);
        }
    }

    private static void sub(long first, long aStep, long second, long bStep, long out, long count) {
        long left = count;
        for (; left >= LANES; left -= LANES, first += aStep, second += bStep, out += STEP) {
            FloatVector a = load(first);
            FloatVector b = load(second);
            store(a.sub(b), out);
        }
        if (left > 0) {
            FloatVector a = load(first);
            FloatVector b = load(second);
            store(a.sub(b), out, left);
        }
    }

    private static void mul(long first, long aStep, long second, long bStep, long out, long count) {
        long left = count;
        for (; left >= LANES; left -= LANES, first += aStep, second += bStep, out += STEP) {
            FloatVector a = load(first);
            FloatVector b = load(second);
            store(a.mul(b), out);
        }
        if (left > 0) {
            FloatVector a = load(first);
            FloatVector b = load(second);
            store(a.mul(b), out, left);
        }
    }

    private static void div(long first, long aStep, long second, long bStep, long out, long count) {
        long left = count;
        for (; left >= LANES; left -= LANES, first += aStep, second += bStep, out += STEP) {
            FloatVector a = load(first);
            FloatVector b = load(second);
            store(a.div(b), out);
        }
        if (left > 0) {
            FloatVector a = load(first);
            FloatVector b = load(second);
            store(a.div(b), out, left);
        }
    }

    private static void maximum(long first, long aStep, long second, long bStep, long out, long count) {
        long left = count;
        for (; left >= LANES; left -= LANES, first += aStep, second += bStep, out += STEP) {
            FloatVector a = load(first);
            FloatVector b = load(second);
            store(a.max(b), out);
        }
        if (left > 0) {
            FloatVector a = load(first);
            FloatVector b = load(second);
            store(a.max(b), out, left);
        }
    }

    private static void minimum(long first, long aStep, long second, long bStep, long out, long count) {
        long left = count;
        for (; left >= LANES; left -= LANES, first += aStep, second += bStep, out += STEP) {
            FloatVector a = load(first);
            FloatVector b = load(second);
            store(a.min(b), out);
        }
        if (left > 0) {
            FloatVector a = load(first);
            FloatVector b = load(second);
            store(a.min(b), out, left);
        }
    }

    private static void reluGradient(long first, long aStep, long second, long bStep, long out, long count) {
        long left = count;
        for (; left >= LANES; left -= LANES, first += aStep, second += bStep, out += STEP) {
            FloatVector a = load(first);
            FloatVector b = load(second);
            store(reluGradient(a, b), out);
        }
        if (left > 0) {
            FloatVector a = load(first);
            FloatVector b = load(second);
            store(reluGradient(a, b), out, left);
        }
    }

    private static void sigmoidGradient(long first, long aStep, long second, long bStep, long out, long count) {
        long left = count;
        for (; left >= LANES; left -= LANES, first += aStep, second += bStep, out += STEP) {
            FloatVector a = load(first);
            FloatVector b = load(second);
            store(a.mul(b).mul(FloatVector.broadcast(S, 1f).sub(b)), out);
        }
        if (left > 0) {
            FloatVector a = load(first);
            FloatVector b = load(second);
            store(a.mul(b).mul(FloatVector.broadcast(S, 1f).sub(b)), out, left);
        }
    }

    private static void tanhGradient(long first, long aStep, long second, long bStep, long out, long count) {
        long left = count;
        for (; left >= LANES; left -= LANES, first += aStep, second += bStep, out += STEP) {
            FloatVector a = load(first);
            FloatVector b = load(second);
            store(a.mul(FloatVector.broadcast(S, 1f).sub(b.mul(b))), out);
        }
        if (left > 0) {
            FloatVector a = load(first);
            FloatVector b = load(second);
            store(a.mul(FloatVector.broadcast(S, 1f).sub(b.mul(b))), out, left);
        }
    }

    /// NaN stays NaN.
    private static FloatVector relu(FloatVector v) {
        return v.max(0f);
    }

    private static FloatVector reluGradient(FloatVector dy, FloatVector y) {
        return dy.blend(0f, y.compare(VectorOperators.LE, 0f));
    }

    /// Sets `count` floats to one value.
    static void fill(long out, long count, float value) {
        FloatVector v = FloatVector.broadcast(S, value);
        long left = count;
        for (; left >= LANES; left -= LANES, out += STEP) store(v, out);
        if (left > 0) store(v, out, left);
    }

    /// `y += alpha x` for `count` floats.
    static void addScaled(float alpha, long x, long y, long count) {
        FloatVector scale = FloatVector.broadcast(S, alpha);
        long left = count;
        for (; left >= LANES; left -= LANES, x += STEP, y += STEP) store(load(x).fma(scale, load(y)), y);
        if (left > 0) store(load(x).fma(scale, load(y)), y, left);
    }
}
