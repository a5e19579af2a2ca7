package dev.crema.tensor.backend.simd;

import dev.crema.tensor.DType;
import dev.crema.tensor.backend.Matrix;
import dev.crema.tensor.backend.Product;
import dev.crema.tensor.storage.Memory;
import dev.crema.tensor.storage.NativeMemory;
import dev.crema.tensor.storage.Storage;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// Tiles of 4 rows by 6 vectors, 4 by 4 where they add to c, and sixteen scalar products at once, on vectors of 512
/// bits. At edges there are smaller tiles, and the last vector is stored in part.
final class Tiling512 implements Tiling {
    static final int LANES = 16;

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_512;
    private static final MemorySegment MEMORY = NativeMemory.ALL;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final int ROWS = 4;
    private static final int WIDE = 6 * LANES;
    private static final int MIDDLE = 4 * LANES;
    private static final int NARROW = 2 * LANES;
    private static final long VECTOR = 64;
    /// Up to this many k a strip of b stays in the first-level cache, and it pays to walk c row by row.
    private static final int FEW = 64;

    private static final Matrix NONE = new Matrix(0, 0, 0);
    private static final Product NOTHING = new Product(DType.FLOAT32, 0, 0, 0, NONE, NONE, NONE, 1, 0);

    private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public boolean handles(Product product) {
        return true;
    }

    // ---- b row-major: rows of b times elements of a ----

    @Override
    public void outer(Product product) {
        int m = product.m();
        int n = product.n();
        int wide = product.beta() == 0 ? WIDE : MIDDLE;
        if (product.k() <= FEW) {
            for (int i = 0; i < m; i += ROWS) strip(product, wide, i, 0, n);
        } else {
            for (int j = 0; j < n; j += wide)
                for (int i = 0; i < m; i += ROWS) strip(product, wide, i, j, Math.min(n, j + wide));
        }
    }

    /// Up to four rows of c from `row` on, columns `from` to before `to`.
    private static void strip(Product product, int wide, int row, int from, int to) {
        int j = from;
        for (; j + wide <= to; j += wide) tile(product, row, j, wide);
        for (; j + NARROW <= to; j += NARROW) tile(product, row, j, NARROW);
        for (; j < to; j += LANES) tile(product, row, j, Math.min(LANES, to - j));
    }

    private static void tile(Product product, int row, int column, int width) {
        Matrix a = product.a();
        int rows = Math.min(ROWS, product.m() - row);
        long aRow = 4 * a.rowStride();
        long aColumn = 4 * a.columnStride();
        long bRow = 4 * product.b().rowStride();
        long cRow = 4 * product.c().rowStride();
        long b = product.b().address() + 4L * column;
        int together = rows == ROWS ? ROWS : 1;
        for (int i = row; i < row + rows; i += together) {
            long from = a.address() + i * aRow;
            long to = product.c().address() + i * cRow + 4L * column;
            if (product.beta() == 0) set(together, width, from, aRow, aColumn, b, bRow, product.k(), to, cRow);
            else add(together, width, (float) product.alpha(), from, aRow, aColumn, b, bRow, product.k(), to, cRow);
        }
    }

    private static void set(
            int rows, int width, long a, long aRow, long aColumn, long b, long bRow, int k, long c, long cRow) {
        if (rows == ROWS) {
            if (width == WIDE) OuterTiles.tile4x6(a, aRow, aColumn, b, bRow, k, c, cRow);
            else if (width == NARROW) OuterTiles.tile4x2(a, aRow, aColumn, b, bRow, k, c, cRow);
            else OuterTiles.tile4x1(width, a, aRow, aColumn, b, bRow, k, c, cRow);
        } else {
            if (width == WIDE) OuterTiles.tile1x6(a, aRow, aColumn, b, bRow, k, c, cRow);
            else if (width == NARROW) OuterTiles.tile1x2(a, aRow, aColumn, b, bRow, k, c, cRow);
            else OuterTiles.tile1x1(width, a, aRow, aColumn, b, bRow, k, c, cRow);
        }
    }

    private static void add(
            int rows,
            int width,
            float alpha,
            long a,
            long aRow,
            long aColumn,
            long b,
            long bRow,
            int k,
            long c,
            long cRow) {
        if (rows == ROWS) {
            if (width == MIDDLE) AddingTiles.add4x4(alpha, a, aRow, aColumn, b, bRow, k, c, cRow);
            else if (width == NARROW) AddingTiles.add4x2(alpha, a, aRow, aColumn, b, bRow, k, c, cRow);
            else AddingTiles.add4x1(alpha, width, a, aRow, aColumn, b, bRow, k, c, cRow);
        } else {
            if (width == MIDDLE) AddingTiles.add1x4(alpha, a, aRow, aColumn, b, bRow, k, c, cRow);
            else if (width == NARROW) AddingTiles.add1x2(alpha, a, aRow, aColumn, b, bRow, k, c, cRow);
            else AddingTiles.add1x1(alpha, width, a, aRow, aColumn, b, bRow, k, c, cRow);
        }
    }

    // ---- b column-major: scalar products of rows ----

    @Override
    public void dots(Product product) {
        Scratch space = scratch.get();
        PaddedRows a = space.a.over(product.a().address(), 4 * product.a().rowStride(), product.m(), product.k());
        PaddedRows b = space.b.over(product.b().address(), 4 * product.b().columnStride(), product.n(), product.k());
        for (int j = 0; j < product.n(); j += ROWS)
            for (int i = 0; i < product.m(); i += ROWS) {
                int full = product.k() / LANES;
                DotTiles.dots4x4(a.row(i), a.distance(i), b.row(j), b.distance(j), full, space.sums);
                if (product.k() % LANES != 0) DotTiles.more4x4(a.tail(i), VECTOR, b.tail(j), VECTOR, 1, space.sums);
                DotTiles.fold(space.sums, space.folded);
                store(product, space.folded, i, j);
            }
    }

    /// Writes four by four sums, as far as they lie within c.
    private static void store(Product product, long folded, int row, int column) {
        if (row >= product.m()) return;
        FloatVector sums = FloatVector.fromMemorySegment(S, MEMORY, folded, ORDER);
        long cRow = 4 * product.c().rowStride();
        int lanes = Math.min(ROWS, product.n() - column);
        boolean adds = product.beta() != 0;
        FloatVector scaled = adds && product.alpha() != 1 ? sums.mul((float) product.alpha()) : sums;
        for (int r = 0; r < Math.min(ROWS, product.m() - row); r++) {
            // lane 4r becomes lane 0 by writing that much earlier
            long to = product.c().address() + (row + r) * cRow + 4L * column - 16L * r;
            VectorMask<Float> mask = VectorMask.fromLong(S, ((1L << lanes) - 1) << (4 * r));
            FloatVector result = adds ? scaled.add(FloatVector.fromMemorySegment(S, MEMORY, to, ORDER, mask)) : scaled;
            result.intoMemorySegment(MEMORY, to, ORDER, mask);
        }
    }

    // ---- practice ----

    @Override
    public boolean setsByAdding() {
        return false;
    }

    @Override
    public Product sample(long memory, boolean columnMajor, double beta) {
        return sample(memory, columnMajor, beta, columnMajor ? 8 * LANES + 3 : 2 * LANES);
    }

    private static Product sample(long memory, boolean columnMajor, double beta, int k) {
        int m = columnMajor ? 2 * ROWS + 1 : ROWS + 1;
        int n = columnMajor ? 3 * ROWS + 3 : (beta == 0 ? WIDE : MIDDLE) + NARROW + LANES + 3;
        Matrix a = new Matrix(memory, k, 1);
        Matrix b = columnMajor ? new Matrix(memory, 1, k) : new Matrix(memory, n, 1);
        return new Product(DType.FLOAT32, m, n, k, a, b, new Matrix(memory + 4L * k * n, n, 1), 1, beta);
    }

    @Override
    public int sampleFloats() {
        return 8192; // the largest needs 5,439
    }

    /// Scalar products not by a product: one without terms calls some of the tiles not at all, and others have
    /// something to do for it.
    @Override
    public void callIdly(boolean columnMajor, double beta) {
        if (!columnMajor) {
            outer(sample(0, false, beta, 0));
            return;
        }
        DotTiles.dots4x4(0, 0, 0, 0, 0, 0);
        DotTiles.more4x4(0, 0, 0, 0, 0, 0);
        DotTiles.fold(0, 0);
        store(NOTHING, 0, 0, 0);
        PaddedRows.copyTails(0, 0, 0, 0, 0);
    }

    /// What one thread needs besides the operands.
    private static final class Scratch {
        private final Storage memory = Memory.allocateKept(DType.FLOAT32, (ROWS * ROWS + 1) * LANES, "product scratch");
        final long sums = memory.address();
        final long folded = sums + ROWS * ROWS * VECTOR;
        final PaddedRows a = new PaddedRows();
        final PaddedRows b = new PaddedRows();
    }
}
