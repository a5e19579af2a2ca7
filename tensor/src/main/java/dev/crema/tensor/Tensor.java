package dev.crema.tensor;

import dev.crema.tensor.backend.ReductionKernel;
import dev.crema.tensor.backend.UnaryKernel;
import dev.crema.tensor.file.TensorFile;
import dev.crema.tensor.layout.Layout;
import dev.crema.tensor.op.Arithmetic;
import dev.crema.tensor.op.Backward;
import dev.crema.tensor.op.Backward.GraphUse;
import dev.crema.tensor.op.Comparison;
import dev.crema.tensor.op.Copying;
import dev.crema.tensor.op.Creation;
import dev.crema.tensor.op.Indexing;
import dev.crema.tensor.op.Joining;
import dev.crema.tensor.op.LinearAlgebra;
import dev.crema.tensor.op.MatrixProduct;
import dev.crema.tensor.op.Op;
import dev.crema.tensor.op.Ordering;
import dev.crema.tensor.op.PendingProduct;
import dev.crema.tensor.op.Picking;
import dev.crema.tensor.op.Reading;
import dev.crema.tensor.op.Reduction;
import dev.crema.tensor.op.Softmax;
import dev.crema.tensor.op.Unary;
import dev.crema.tensor.op.View;
import dev.crema.tensor.storage.StepScope;
import dev.crema.tensor.storage.Storage;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// An n-dimensional array that knows how it was computed, so that gradients can flow back through it.
///
/// ```java
/// var w = Tensor.randn(3, 2).requiresGrad(true);
/// x.matmul(w).relu().sum().backward();
/// println(w.grad());
/// ```
///
/// Names, defaults, broadcasting, promotion of types and messages follow PyTorch; every operation gives a new
/// tensor or a view, and values change only through `assign`. The memory is native, in Arrow's layout; nobody has
/// to free it.
public class Tensor implements Iterable<Tensor> {
    private Storage storage;
    private Layout layout;
    private boolean requiresGrad;
    private boolean indexedCopy;
    private @Nullable Op op;
    private @Nullable Gradient gradient;

    private Tensor(Storage storage, Layout layout) {
        this.storage = storage;
        this.layout = layout;
    }

    /// A tensor on the memory of another, for subclasses that mean something more, such as parameters.
    protected Tensor(Tensor other) {
        this(other.storage, other.layout);
    }

    // ---- making ----

    /// A one-dimensional int64 tensor of these values, or of this array.
    public static Tensor of(int... values) {
        return Creation.of(DType.INT64, values);
    }

    /// A one-dimensional int64 tensor of these values, or of this array.
    public static Tensor of(long... values) {
        return Creation.of(DType.INT64, values);
    }

    /// A one-dimensional float32 tensor of these values, or of this array.
    public static Tensor of(float... values) {
        return Creation.of(DType.FLOAT32, values);
    }

    /// A one-dimensional tensor of these values, or of this array, in the default float type (float32).
    public static Tensor of(double... values) {
        return Creation.of(DType.defaultFloat(), values);
    }

    /// A one-dimensional bool tensor of these values, or of this array.
    public static Tensor of(boolean... values) {
        return Creation.of(DType.BOOL, values);
    }

    /// A tensor of a nested array such as `new int[][] {{1, 2}, {3, 4}}`; all rows must have the same length.
    public static Tensor of(Object[] nested) {
        return Creation.nested(null, nested);
    }

    /// A tensor of a list of numbers, or of lists of the same length.
    public static Tensor of(List<?> nested) {
        return Creation.nested(null, nested);
    }

    /// A one-dimensional tensor of these values in a given type.
    public static Tensor of(DType dtype, int... values) {
        return Creation.of(dtype, values);
    }

    /// A one-dimensional tensor of these values in a given type.
    public static Tensor of(DType dtype, long... values) {
        return Creation.of(dtype, values);
    }

    /// A one-dimensional tensor of these values in a given type.
    public static Tensor of(DType dtype, float... values) {
        return Creation.of(dtype, values);
    }

    /// A one-dimensional tensor of these values in a given type.
    public static Tensor of(DType dtype, double... values) {
        return Creation.of(dtype, values);
    }

    /// A tensor of a nested array in a given type.
    public static Tensor of(DType dtype, Object[] nested) {
        return Creation.nested(dtype, nested);
    }

    /// A tensor of a list of numbers, or of lists, in a given type.
    public static Tensor of(DType dtype, List<?> nested) {
        return Creation.nested(dtype, nested);
    }

    /// A tensor without dimensions that holds one number: int64 for an integer, else the default float type.
    public static Tensor scalar(Number value) {
        return Creation.scalar(value);
    }

    /// Zeros of the default float type.
    public static Tensor zeros(int... sizes) {
        return Creation.full(DType.defaultFloat(), 0, sizes);
    }

    /// Ones of the default float type.
    public static Tensor ones(int... sizes) {
        return Creation.full(DType.defaultFloat(), 1, sizes);
    }

    /// One value everywhere: int64 for an integer, else the default float type.
    public static Tensor full(Number value, int... sizes) {
        return Creation.full(Creation.typeOf(value), value, sizes);
    }

    /// Zeros with sizes and type of another tensor.
    public static Tensor zerosLike(Tensor other) {
        return Creation.full(other.dtype(), 0, other.layout.sizes());
    }

    /// Ones with sizes and type of another tensor.
    public static Tensor onesLike(Tensor other) {
        return Creation.full(other.dtype(), 1, other.layout.sizes());
    }

    /// The identity matrix `[n, n]`.
    public static Tensor eye(int n) {
        return Creation.eye(n);
    }

    /// 0, 1, … below `end`.
    public static Tensor arange(Number end) {
        return Creation.arange(0, end, 1);
    }

    /// `start`, `start` + 1, … below `end`.
    public static Tensor arange(Number start, Number end) {
        return Creation.arange(start, end, 1);
    }

    /// `start`, `start` + `step`, … before `end`: int64 if all three are integers.
    public static Tensor arange(Number start, Number end, Number step) {
        return Creation.arange(start, end, step);
    }

    /// `count` equally spaced values from `start` to `end`, both included.
    public static Tensor linspace(double start, double end, int count) {
        return Creation.linspace(start, end, count);
    }

    /// Uniform random numbers in [0, 1).
    public static Tensor rand(int... sizes) {
        return Generator.shared().rand(sizes);
    }

    /// Standard normal random numbers.
    public static Tensor randn(int... sizes) {
        return Generator.shared().randn(sizes);
    }

    /// Normal random numbers with this mean and standard deviation.
    public static Tensor normal(double mean, double deviation, int... sizes) {
        return Generator.shared().normal(mean, deviation, sizes);
    }

    /// Random integers from `low` to below `high`, int64.
    public static Tensor randint(long low, long high, int... sizes) {
        return Generator.shared().randint(low, high, sizes);
    }

    /// The integers below `n` in random order, int64.
    public static Tensor randperm(int n) {
        return Generator.shared().randperm(n);
    }

    /// Uniform random numbers in [0, 1), with the sizes of another tensor.
    public static Tensor randLike(Tensor other) {
        return rand(other.layout.sizes()).to(other.dtype());
    }

    /// Standard normal random numbers with the sizes of another tensor.
    public static Tensor randnLike(Tensor other) {
        return randn(other.layout.sizes()).to(other.dtype());
    }

    /// Sets the seed of all random numbers that name no generator of their own: values, parameters, shuffles.
    public static void manualSeed(long seed) {
        Generator.manualSeed(seed);
    }

    /// Where the mask is true the element of `x`, elsewhere that of `y`.
    public static Tensor where(Tensor mask, Tensor x, Tensor y) {
        return Picking.where(mask, x, y);
    }

    /// Where the mask is true the element of `x`, elsewhere a number.
    public static Tensor where(Tensor mask, Tensor x, Number y) {
        return Picking.where(mask, x, Creation.full(x.dtype().promote(y), y));
    }

    /// Where the mask is true a number, elsewhere the element of `y`.
    public static Tensor where(Tensor mask, Number x, Tensor y) {
        return Picking.where(mask, Creation.full(y.dtype().promote(x), x), y);
    }

    /// Where the mask is true one number, elsewhere another.
    public static Tensor where(Tensor mask, Number x, Number y) {
        return Picking.where(mask, scalar(x), scalar(y));
    }

    /// Tensors one behind the other along an existing dimension.
    public static Tensor cat(int dim, Tensor... tensors) {
        return Joining.cat(dim, tensors);
    }

    /// The tensors of a list one behind the other along an existing dimension.
    public static Tensor cat(int dim, List<? extends Tensor> tensors) {
        return Joining.cat(dim, tensors.toArray(new Tensor[0]));
    }

    /// Tensors of the same sizes along a new dimension.
    public static Tensor stack(int dim, Tensor... tensors) {
        return Joining.stack(dim, tensors);
    }

    /// The tensors of a list, of the same sizes, along a new dimension.
    public static Tensor stack(int dim, List<? extends Tensor> tensors) {
        return Joining.stack(dim, tensors.toArray(new Tensor[0]));
    }

    /// The tensor in a file: NumPy's `.npy`, or a `.npz`, `.safetensors` or `.arrow` that holds a single one.
    ///
    /// @throws IllegalArgumentException if the file is damaged, of no such format, or holds several tensors
    /// @throws java.io.UncheckedIOException if it cannot be read
    public static Tensor load(String file) {
        return TensorFile.load(file);
    }

    /// A tensor on existing memory, for operations and for those who bring memory along.
    public static Tensor wrap(Storage storage, Layout layout) {
        return new Tensor(storage, layout);
    }

    // ---- asking ----

    /// The sizes. Prints as `[32, 784]`.
    public final Shape shape() {
        return Shape.of(layout.sizes());
    }

    /// The number of dimensions.
    public final int dim() {
        return layout.dim();
    }

    /// The size of one dimension; a negative one counts from the end.
    public final int size(int dim) {
        return layout.size(dim == 0 && layout.dim() > 0 ? 0 : layout.dim("size", dim));
    }

    /// The number of elements.
    public final long numel() {
        return layout.numel();
    }

    /// The type of the elements.
    public final DType dtype() {
        return storage.dtype();
    }

    /// Where the elements are.
    public final Device device() {
        return Device.CPU;
    }

    /// Whether the elements lie in row-major order without gaps.
    public final boolean isContiguous() {
        return layout.isContiguous();
    }

    /// The single element as a number.
    public final double item() {
        return Reading.item(this);
    }

    /// The single element as an `int`, for indices and labels.
    public final int itemInt() {
        return Reading.itemInt(this);
    }

    /// All values, row-major, as an array of the caller's own.
    public final double[] toDoubles() {
        return Reading.doubles(this);
    }

    /// All values, row-major, as an array of the caller's own.
    public final float[] toFloats() {
        return Reading.floats(this);
    }

    /// All values, row-major, as an array of the caller's own; fractions are cut off.
    public final int[] toInts() {
        return Reading.ints(this);
    }

    /// All values, row-major, as an array of the caller's own; fractions are cut off.
    public final long[] toLongs() {
        return Reading.longs(this);
    }

    /// The values as nested lists of `Long`, `Double` or `Boolean`.
    public final List<Object> toList() {
        return Reading.list(this);
    }

    /// The slices along the first dimension.
    @Override
    public final Iterator<Tensor> iterator() {
        if (dim() == 0)
            throw new IllegalStateException("a tensor without dimensions has nothing to iterate over; use item()");
        return IntStream.range(0, size(0))
                .mapToObj(i -> View.select(this, 0, i))
                .iterator();
    }

    /// Writes the values into a file that its ending describes: `.npy`, `.npz`, `.safetensors` or `.arrow`. Missing
    /// folders are made, an old file is replaced when the new one is complete.
    public final void save(String file) {
        TensorFile.save(file, this);
    }

    // ---- gradients ----

    /// Asks for a gradient of this leaf, or for none, and returns this tensor.
    public final Tensor requiresGrad(boolean wanted) {
        if (wanted && !dtype().isFloating())
            throw new IllegalStateException("requiresGrad: only float tensors have gradients, this is " + dtype() + " "
                    + layout + "; make it of decimals (1.0) or convert with to(FLOAT32)");
        if (op != null && !wanted)
            throw new IllegalStateException("requiresGrad: this is the result of " + op.name() + "; use detach()");
        requiresGrad = wanted;
        return this;
    }

    /// Whether gradients flow to or through this tensor.
    public final boolean requiresGrad() {
        return requiresGrad;
    }

    /// Whether this was made by hand and not by a recorded operation.
    public final boolean isLeaf() {
        return op == null;
    }

    /// Computes the gradients of this scalar with respect to every leaf that requires one, and adds them to what is
    /// there. The graph can be used once.
    public final void backward() {
        Backward.run(this, Reading.seed(this), GraphUse.ONCE);
    }

    /// `backward()` from a tensor of any sizes, weighted with `gradient`.
    public final void backward(Tensor gradient) {
        Backward.run(this, Reading.seed(this, gradient), GraphUse.ONCE);
    }

    /// `backward()` after which the graph can be used again.
    public final void backwardRetainingGraph() {
        Backward.run(this, Reading.seed(this), GraphUse.RETAIN);
    }

    /// `backward()` whose gradients are recorded and can be differentiated again: for a second derivative, or a
    /// penalty on gradients. The graph can be used again.
    ///
    /// @throws UnsupportedOperationException naming an operation whose gradient has none of its own: convolutions,
    /// pools, normalisations, gelu, and losses that are one operation
    public final void backwardCreatingGraph() {
        Backward.run(this, Reading.seed(this), GraphUse.EXTEND);
    }

    /// The gradient that backward passes added up since `zeroGrad()`.
    ///
    /// @throws IllegalStateException if there is none yet
    public final Tensor grad() {
        if (gradient == null || !gradient.isPresent()) throw Reading.noGradient(this);
        return gradient.value();
    }

    /// The gradient for those who only read it now, such as optimisers: `zeroGrad()` may give its memory to the
    /// next one.
    public final Tensor peekGrad() {
        if (gradient == null || !gradient.isPresent()) throw Reading.noGradient(this);
        return gradient.peek();
    }

    /// The gradient for those who change it, such as what clips gradients: in memory of its own, without a graph.
    public final Tensor ownGrad() {
        if (gradient == null || !gradient.isPresent()) throw Reading.noGradient(this);
        return gradient.own();
    }

    /// Whether there is a gradient.
    public final boolean hasGrad() {
        return gradient != null && gradient.isPresent();
    }

    /// Forgets the gradient, so that the next backward pass starts from zero.
    public final void zeroGrad() {
        if (gradient != null) gradient.clear();
    }

    /// Keeps the gradient of this intermediate result, which backward would drop.
    public final void retainGrad() {
        gradientState().retain();
    }

    /// Calls a function with the gradient of this tensor when backward has all of it; what it returns is used
    /// instead, unless that is null.
    ///
    /// @return takes the hook away when it is run
    public final Runnable registerHook(UnaryOperator<@Nullable Tensor> hook) {
        return gradientState().hook(hook);
    }

    private Gradient gradientState() {
        if (gradient == null) gradient = new Gradient();
        return gradient;
    }

    /// The same values, cut off from how they were computed. Shares memory.
    public final Tensor detach() {
        Tensor detached = new Tensor(storage, layout);
        detached.indexedCopy = indexedCopy;
        return detached;
    }

    // ---- arithmetic ----

    /// The sum, element by element.
    public final Tensor add(Tensor other) {
        return Arithmetic.ADD.apply(this, other);
    }

    /// Every element plus a number.
    public final Tensor add(Number other) {
        return Arithmetic.ADD.apply(this, other);
    }

    /// The difference, element by element.
    public final Tensor sub(Tensor other) {
        return Arithmetic.SUB.apply(this, other);
    }

    /// Every element minus a number.
    public final Tensor sub(Number other) {
        return Arithmetic.SUB.apply(this, other);
    }

    /// The product, element by element.
    public final Tensor mul(Tensor other) {
        return Arithmetic.MUL.apply(this, other);
    }

    /// Every element times a number.
    public final Tensor mul(Number other) {
        return Arithmetic.MUL.apply(this, other);
    }

    /// The quotient, element by element; of integers it is float.
    public final Tensor div(Tensor other) {
        return Arithmetic.DIV.apply(this, other);
    }

    /// Every element divided by a number; of integers it is float.
    public final Tensor div(Number other) {
        return Arithmetic.DIV.apply(this, other);
    }

    /// The quotient rounded towards minus infinity.
    public final Tensor floorDiv(Tensor other) {
        return Arithmetic.FLOOR_DIV.apply(this, other);
    }

    /// The quotient rounded towards minus infinity.
    public final Tensor floorDiv(Number other) {
        return Arithmetic.FLOOR_DIV.apply(this, other);
    }

    /// What is left of the division, with the sign of the divisor.
    public final Tensor remainder(Tensor other) {
        return Arithmetic.REMAINDER.apply(this, other);
    }

    /// What is left of the division, with the sign of the divisor.
    public final Tensor remainder(Number other) {
        return Arithmetic.REMAINDER.apply(this, other);
    }

    /// Every element to the power of the other's.
    public final Tensor pow(Tensor exponent) {
        return Arithmetic.POW.apply(this, exponent);
    }

    /// Every element to a power.
    public final Tensor pow(Number exponent) {
        return exponent.doubleValue() == 2
                ? Unary.SQUARE.apply(this.to(dtype().promote(exponent)))
                : Arithmetic.POW.apply(this, exponent);
    }

    /// The larger, element by element.
    public final Tensor maximum(Tensor other) {
        return Arithmetic.MAXIMUM.apply(this, other);
    }

    /// Every element, or a number if that is larger.
    public final Tensor maximum(Number other) {
        return Arithmetic.MAXIMUM.apply(this, other);
    }

    /// The smaller, element by element.
    public final Tensor minimum(Tensor other) {
        return Arithmetic.MINIMUM.apply(this, other);
    }

    /// Every element, or a number if that is smaller.
    public final Tensor minimum(Number other) {
        return Arithmetic.MINIMUM.apply(this, other);
    }

    /// Every element brought into the range from `min` to `max`; null for no such bound.
    public final Tensor clamp(@Nullable Number min, @Nullable Number max) {
        return LinearAlgebra.clamp(this, min, max);
    }

    // ---- comparison ----

    /// Where both are equal.
    public final Tensor eq(Tensor other) {
        return Comparison.EQ.apply(this, other);
    }

    /// Where the element is that number.
    public final Tensor eq(Number other) {
        return Comparison.EQ.apply(this, other);
    }

    /// Where both differ.
    public final Tensor ne(Tensor other) {
        return Comparison.NE.apply(this, other);
    }

    /// Where the element is not that number.
    public final Tensor ne(Number other) {
        return Comparison.NE.apply(this, other);
    }

    /// Where this is less.
    public final Tensor lt(Tensor other) {
        return Comparison.LT.apply(this, other);
    }

    /// Where the element is less than a number.
    public final Tensor lt(Number other) {
        return Comparison.LT.apply(this, other);
    }

    /// Where this is less or equal.
    public final Tensor le(Tensor other) {
        return Comparison.LE.apply(this, other);
    }

    /// Where the element is at most a number.
    public final Tensor le(Number other) {
        return Comparison.LE.apply(this, other);
    }

    /// Where this is greater.
    public final Tensor gt(Tensor other) {
        return Comparison.GT.apply(this, other);
    }

    /// Where the element is greater than a number.
    public final Tensor gt(Number other) {
        return Comparison.GT.apply(this, other);
    }

    /// Where this is greater or equal.
    public final Tensor ge(Tensor other) {
        return Comparison.GE.apply(this, other);
    }

    /// Where the element is at least a number.
    public final Tensor ge(Number other) {
        return Comparison.GE.apply(this, other);
    }

    /// Where both are true (not zero).
    public final Tensor and(Tensor other) {
        return Comparison.AND.apply(this, other);
    }

    /// Where one of both is true (not zero).
    public final Tensor or(Tensor other) {
        return Comparison.OR.apply(this, other);
    }

    /// Where this is false (zero).
    public final Tensor not() {
        return Unary.predicate(UnaryKernel.NOT, this);
    }

    /// Where the element is not a number.
    public final Tensor isNaN() {
        return Unary.predicate(UnaryKernel.IS_NAN, this);
    }

    /// Where the element is neither infinite nor NaN.
    public final Tensor isFinite() {
        return Unary.predicate(UnaryKernel.IS_FINITE, this);
    }

    /// Whether all elements are true (not zero), as a bool scalar.
    public final Tensor all() {
        return Reduction.every(this, false, false);
    }

    /// Whether any element is true (not zero), as a bool scalar.
    public final Tensor any() {
        return Reduction.every(this, true, false);
    }

    /// Whether all elements along one dimension are true (not zero).
    public final Tensor all(int dim) {
        return Reduction.every(this, false, false, dim);
    }

    /// Whether any element along one dimension is true (not zero).
    public final Tensor any(int dim) {
        return Reduction.every(this, true, false, dim);
    }

    // ---- functions of one element ----

    /// −x.
    public final Tensor neg() {
        return Unary.NEG.apply(this);
    }

    /// |x|.
    public final Tensor abs() {
        return Unary.ABS.apply(this);
    }

    /// −1, 0 or 1.
    public final Tensor sign() {
        return Unary.SIGN.apply(this);
    }

    /// 1 / x.
    public final Tensor reciprocal() {
        return Unary.RECIPROCAL.apply(this);
    }

    /// The square root.
    public final Tensor sqrt() {
        return Unary.SQRT.apply(this);
    }

    /// e to the x.
    public final Tensor exp() {
        return Unary.EXP.apply(this);
    }

    /// The natural logarithm.
    public final Tensor log() {
        return Unary.LOG.apply(this);
    }

    /// The sine.
    public final Tensor sin() {
        return Unary.SIN.apply(this);
    }

    /// The cosine.
    public final Tensor cos() {
        return Unary.COS.apply(this);
    }

    /// The hyperbolic tangent.
    public final Tensor tanh() {
        return Unary.TANH.apply(this);
    }

    /// 1 / (1 + exp(−x)).
    public final Tensor sigmoid() {
        return Unary.SIGMOID.apply(this);
    }

    /// max(x, 0).
    public final Tensor relu() {
        return Unary.RELU.apply(this);
    }

    /// x · Φ(x), with the exact Gauss distribution Φ.
    public final Tensor gelu() {
        return Unary.GELU.apply(this);
    }

    /// The next integer below.
    public final Tensor floor() {
        return Unary.FLOOR.apply(this);
    }

    /// The next integer above.
    public final Tensor ceil() {
        return Unary.CEIL.apply(this);
    }

    /// The nearest integer, halves to the even one.
    public final Tensor round() {
        return Unary.ROUND.apply(this);
    }

    // ---- reductions ----

    /// The sum over these dimensions, or over all.
    public final Tensor sum(int... dims) {
        return Reduction.sum(this, false, dims);
    }

    /// The sum over one dimension, which stays with size 1 if `keepDim`.
    public final Tensor sum(int dim, boolean keepDim) {
        return Reduction.sum(this, keepDim, dim);
    }

    /// The sum over these dimensions, which stay with size 1 if `keepDim`.
    public final Tensor sum(int[] dims, boolean keepDim) {
        return Reduction.sum(this, keepDim, dims);
    }

    /// The mean over these dimensions, or over all.
    public final Tensor mean(int... dims) {
        return Reduction.mean(this, false, dims);
    }

    /// The mean over one dimension, which stays with size 1 if `keepDim`.
    public final Tensor mean(int dim, boolean keepDim) {
        return Reduction.mean(this, keepDim, dim);
    }

    /// The mean over these dimensions, which stay with size 1 if `keepDim`.
    public final Tensor mean(int[] dims, boolean keepDim) {
        return Reduction.mean(this, keepDim, dims);
    }

    /// The variance over these dimensions, or over all, divided by n − 1.
    public final Tensor var(int... dims) {
        return Reduction.variance(this, true, false, dims);
    }

    /// The variance over all elements, divided by n − 1 if `unbiased`, else by n.
    public final Tensor var(boolean unbiased) {
        return Reduction.variance(this, unbiased, false);
    }

    /// The variance over one dimension, divided by n − 1 if `unbiased`, else by n.
    public final Tensor var(int dim, boolean unbiased, boolean keepDim) {
        return Reduction.variance(this, unbiased, keepDim, dim);
    }

    /// The standard deviation over these dimensions, or over all, with n − 1.
    public final Tensor std(int... dims) {
        return Reduction.deviation(var(dims));
    }

    /// The standard deviation over all elements, with n − 1 if `unbiased`, else with n.
    public final Tensor std(boolean unbiased) {
        return Reduction.deviation(var(unbiased));
    }

    /// The standard deviation over one dimension, with n − 1 if `unbiased`, else with n.
    public final Tensor std(int dim, boolean unbiased, boolean keepDim) {
        return Reduction.deviation(var(dim, unbiased, keepDim));
    }

    /// The product of all elements.
    public final Tensor prod() {
        return Reduction.prod(this, false);
    }

    /// The product along one dimension.
    public final Tensor prod(int dim) {
        return Reduction.prod(this, false, dim);
    }

    /// The product along one dimension, which stays with size 1 if `keepDim`.
    public final Tensor prod(int dim, boolean keepDim) {
        return Reduction.prod(this, keepDim, dim);
    }

    /// The largest element.
    public final Tensor max() {
        return Reduction.extreme(ReductionKernel.MAX, this);
    }

    /// The largest elements along one dimension, and where they are.
    public final Indexed max(int dim) {
        return Reduction.extreme(ReductionKernel.MAX, this, dim, false);
    }

    /// The largest elements along one dimension, which stays with size 1 if `keepDim`, and where they are.
    public final Indexed max(int dim, boolean keepDim) {
        return Reduction.extreme(ReductionKernel.MAX, this, dim, keepDim);
    }

    /// The smallest element.
    public final Tensor min() {
        return Reduction.extreme(ReductionKernel.MIN, this);
    }

    /// The smallest elements along one dimension, and where they are.
    public final Indexed min(int dim) {
        return Reduction.extreme(ReductionKernel.MIN, this, dim, false);
    }

    /// The smallest elements along one dimension, which stays with size 1 if `keepDim`, and where they are.
    public final Indexed min(int dim, boolean keepDim) {
        return Reduction.extreme(ReductionKernel.MIN, this, dim, keepDim);
    }

    /// Where the largest element is, counted row-major over all elements.
    public final Tensor argmax() {
        return Reduction.position(ReductionKernel.MAX, reshape(-1), 0, false);
    }

    /// Where the largest elements along one dimension are.
    public final Tensor argmax(int dim) {
        return Reduction.position(ReductionKernel.MAX, this, dim, false);
    }

    /// Where the largest elements along one dimension are, which stays with size 1 if `keepDim`.
    public final Tensor argmax(int dim, boolean keepDim) {
        return Reduction.position(ReductionKernel.MAX, this, dim, keepDim);
    }

    /// Where the smallest element is, counted row-major over all elements.
    public final Tensor argmin() {
        return Reduction.position(ReductionKernel.MIN, reshape(-1), 0, false);
    }

    /// Where the smallest elements along one dimension are.
    public final Tensor argmin(int dim) {
        return Reduction.position(ReductionKernel.MIN, this, dim, false);
    }

    /// Where the smallest elements along one dimension are, which stays with size 1 if `keepDim`.
    public final Tensor argmin(int dim, boolean keepDim) {
        return Reduction.position(ReductionKernel.MIN, this, dim, keepDim);
    }

    /// The Euclidean norm of all elements.
    public final Tensor norm() {
        return LinearAlgebra.norm(this, 2);
    }

    /// The p-norm of all elements.
    public final Tensor norm(Number p) {
        return LinearAlgebra.norm(this, p.doubleValue());
    }

    /// The p-norm along one dimension, which stays with size 1 if `keepDim`.
    public final Tensor norm(Number p, int dim, boolean keepDim) {
        return LinearAlgebra.norm(this, p.doubleValue(), dim, keepDim);
    }

    /// log Σ exp(x) along one dimension, without overflow.
    public final Tensor logsumexp(int dim) {
        return LinearAlgebra.logSumExp(this, dim, false);
    }

    /// log Σ exp(x) along one dimension, which stays with size 1 if `keepDim`.
    public final Tensor logsumexp(int dim, boolean keepDim) {
        return LinearAlgebra.logSumExp(this, dim, keepDim);
    }

    /// Softmax along one dimension.
    public final Tensor softmax(int dim) {
        return Softmax.apply(this, dim, false);
    }

    /// The logarithm of softmax along one dimension.
    public final Tensor logSoftmax(int dim) {
        return Softmax.apply(this, dim, true);
    }

    /// Running sums along one dimension.
    public final Tensor cumsum(int dim) {
        return Ordering.cumsum(this, dim);
    }

    /// The elements in ascending order along the last dimension, and where they were.
    public final Indexed sort() {
        return Ordering.sort(this, -1, false);
    }

    /// The elements in order along one dimension, and where they were.
    public final Indexed sort(int dim, boolean descending) {
        return Ordering.sort(this, dim, descending);
    }

    /// The `k` largest elements along the last dimension, largest first, and where they were.
    public final Indexed topk(int k) {
        return Ordering.topk(this, k, -1);
    }

    /// The `k` largest elements along one dimension, largest first, and where they were.
    public final Indexed topk(int k, int dim) {
        return Ordering.topk(this, k, dim);
    }

    // ---- products ----

    /// The product of matrices, batches of them, or vectors, by PyTorch's rules.
    public final Tensor matmul(Tensor other) {
        return MatrixProduct.matmul(this, other);
    }

    /// The product of two matrices.
    public final Tensor mm(Tensor other) {
        return MatrixProduct.matmul(LinearAlgebra.rank("mm", this, 2), LinearAlgebra.rank("mm", other, 2));
    }

    /// The products of two batches of matrices, `[B, n, k]` and `[B, k, m]`.
    public final Tensor bmm(Tensor other) {
        return LinearAlgebra.bmm(this, other);
    }

    /// A matrix times a vector.
    public final Tensor mv(Tensor vector) {
        return LinearAlgebra.mv(this, vector);
    }

    /// The scalar product of two vectors.
    public final Tensor dot(Tensor vector) {
        return LinearAlgebra.dot(this, vector);
    }

    /// The matrix of all products of two vectors.
    public final Tensor outer(Tensor vector) {
        return LinearAlgebra.rank("outer", this, 1).unsqueeze(1).mul(LinearAlgebra.rank("outer", vector, 1));
    }

    /// This plus the product of two matrices.
    public final Tensor addmm(Tensor a, Tensor b) {
        return add(a.mm(b));
    }

    /// This plus a matrix times a vector.
    public final Tensor addmv(Tensor matrix, Tensor vector) {
        return add(matrix.mv(vector));
    }

    /// This plus the sum over a batch of products of matrices.
    public final Tensor addbmm(Tensor a, Tensor b) {
        Tensor products = a.bmm(b);
        return add(products.sum(0).to(products.dtype()));
    }

    /// The inverse of a square matrix, or of each of a batch.
    public final Tensor inverse() {
        return LinearAlgebra.inverse(this);
    }

    /// The matrix with this vector on its diagonal, or the diagonal of this matrix.
    public final Tensor diag() {
        return LinearAlgebra.diag(this);
    }

    // ---- shapes ----

    /// The same memory with other sizes; one may be -1. Refused where a copy is needed.
    public final Tensor view(int... sizes) {
        return View.reshape(this, false, sizes);
    }

    /// `view` with the sizes of another tensor.
    public final Tensor viewAs(Tensor other) {
        return View.reshape(this, false, other.layout.sizes());
    }

    /// The same elements with other sizes; one may be -1. A view where possible, else a copy.
    public final Tensor reshape(int... sizes) {
        return View.reshape(this, true, sizes);
    }

    /// All elements in one dimension.
    public final Tensor flatten() {
        return reshape(-1);
    }

    /// All dimensions from `startDim` on in one: `flatten(1)` keeps the batch.
    public final Tensor flatten(int startDim) {
        return Joining.flatten(this, startDim);
    }

    /// The dimensions from `startDim` to `endDim`, both included, in one.
    public final Tensor flatten(int startDim, int endDim) {
        return Joining.flatten(this, startDim, endDim);
    }

    /// Dimensions in another order.
    public final Tensor permute(int... order) {
        return View.permute(this, order);
    }

    /// Two dimensions swapped.
    public final Tensor transpose(int first, int second) {
        return Joining.transpose(this, first, second);
    }

    /// The transposed matrix.
    public final Tensor t() {
        return dim() < 2 ? this : View.swap(LinearAlgebra.rank("t", this, 2), "t", 0, 1);
    }

    /// Without all dimensions of size 1.
    public final Tensor squeeze() {
        return Joining.squeeze(this);
    }

    /// Without this dimension if its size is 1.
    public final Tensor squeeze(int dim) {
        return Joining.squeeze(this, dim);
    }

    /// With a new dimension of size 1 at this position.
    public final Tensor unsqueeze(int dim) {
        return Joining.unsqueeze(this, dim);
    }

    /// Repeated without a copy along dimensions of size 1 and new ones in front; -1 keeps a size.
    public final Tensor expand(int... sizes) {
        return View.expand(this, sizes);
    }

    /// `expand` to the sizes of another tensor.
    public final Tensor expandAs(Tensor other) {
        return View.expand(this, other.layout.sizes());
    }

    /// A copy, repeated so many times along each dimension.
    public final Tensor repeat(int... times) {
        return Joining.repeat(this, times);
    }

    /// `length` elements of one dimension from `start` on, as a view.
    public final Tensor narrow(int dim, int start, int length) {
        return Joining.narrow(this, dim, start, length);
    }

    /// Views of parts of this size along one dimension; the last may be smaller.
    public final List<Tensor> split(int size, int dim) {
        return Joining.split(this, size, dim);
    }

    /// So many views of equal parts along one dimension; the last may be smaller.
    public final List<Tensor> chunk(int count, int dim) {
        return Joining.chunk(this, count, dim);
    }

    /// Dense memory: this, or a copy.
    public final Tensor contiguous() {
        return Copying.contiguous(this);
    }

    /// A dense copy; gradients flow through it.
    public final Tensor copy() {
        return Copying.copy(this);
    }

    /// A copy that is there after the training step or the hook that it is made in; gradients do not flow through it.
    public final Tensor keep() {
        try (var _ = StepScope.pause()) {
            return detach().copy();
        }
    }

    /// The values in another type: this, or a copy.
    public final Tensor to(DType dtype) {
        return Copying.to(this, dtype);
    }

    /// The values on another device: this, or a copy.
    public final Tensor to(Device device) {
        return device.checked().equals(device()) ? this : copy();
    }

    // ---- picking ----

    /// What stands between PyTorch's brackets: an `int` picks, a string slices (`"1:"`, `":, 1"`, `"..., -1"`), a
    /// `Slice` has bounds from variables, a bool tensor is a mask, an int64 tensor or `int[]` a list. All but masks
    /// and lists give views.
    public final Tensor at(Object... index) {
        return Indexing.at(this, index);
    }

    /// The slices at these positions of a dimension, copied.
    public final Tensor indexSelect(int dim, Tensor indices) {
        return Picking.indexSelect(this, dim, indices);
    }

    /// For each place of `indices` the element at that place, except that its position along `dim` is the index.
    public final Tensor gather(int dim, Tensor indices) {
        return Picking.gather(this, dim, indices);
    }

    /// A copy with a number where the mask is true.
    public final Tensor maskedFill(Tensor mask, Number value) {
        return Picking.maskedFill(this, mask, value);
    }

    /// Classes as rows of zeros with a single one: `[…]` becomes `[…, classes]`, int64.
    public final Tensor oneHot(int classes) {
        return Picking.oneHot(this, classes);
    }

    /// Writes values, broadcast, into this tensor or view, and returns it.
    public final Tensor assign(Tensor values) {
        Copying.assign(this, values);
        return this;
    }

    /// Writes one number into every element of this tensor or view, and returns it.
    public final Tensor assign(Number value) {
        Copying.assign(this, value);
        return this;
    }

    // ---- for operations, backends and front ends ----

    /// The memory.
    public final Storage storage() {
        return storage;
    }

    /// How the elements lie in it.
    public final Layout layout() {
        return layout;
    }

    /// The operation this came from; null for a leaf.
    public final @Nullable Op op() {
        return op;
    }

    /// Whether a change of this changes what it was taken from: not so for copies picked by mask or list.
    public final boolean isAssignable() {
        return !indexedCopy;
    }

    /// Marks a copy that looks like a view, so that an assignment to it is refused.
    public final Tensor asIndexedCopy() {
        indexedCopy = true;
        return this;
    }

    /// Called by the operation that made this.
    public final void recordedBy(Op maker) {
        op = maker;
        requiresGrad = true;
    }

    /// Lets this tensor hold other memory, such as on another device.
    protected final void replace(Tensor other) {
        storage = other.storage;
        layout = other.layout;
        gradient = null;
    }

    /// Called by backward when the gradient of this result is complete; returns what goes on from here.
    public final Tensor gradientArrived(Tensor dy) {
        return gradient == null ? dy : gradient.passing(this, dy);
    }

    /// Whether somebody wants to see the gradient of this result: `retainGrad()` or a hook.
    public final boolean isGradientWatched() {
        return gradient != null;
    }

    /// Whether somebody wants to see, or change, the gradient before it counts.
    public final boolean hasHooks() {
        return gradient != null && gradient.isHooked();
    }

    /// Called by backward when the gradient of this leaf is a product that need not be computed yet. False where it
    /// must.
    public final boolean deferGradient(PendingProduct.Factors factors) {
        return gradientState().defer(this, factors);
    }

    /// Called by backward to let a kernel write a small first gradient of this leaf into its memory, which has the
    /// sizes and the type of this. False where the gradient has to come as a tensor.
    public final boolean writeGradient(Consumer<Tensor> kernel) {
        return gradientState().write(this, kernel);
    }

    /// `this += alpha · gradient`, for optimisers: in one product where the gradient is still one.
    public final void addGradient(double alpha) {
        if (gradient == null || !gradient.isPresent()) throw Reading.noGradient(this);
        gradient.addTo(this, alpha);
    }

    /// Called by backward when a gradient reaches this leaf.
    ///
    /// @param fresh whether nobody else uses the gradient's memory
    public final void accumulateGradient(Tensor dy, boolean fresh) {
        gradientState().accumulate(this, dy, fresh);
    }

    /// As PyTorch prints it: values with four digits, long ones summarised, then what is not default about it.
    @Override
    public String toString() {
        return TensorPrinter.print(this);
    }
}
