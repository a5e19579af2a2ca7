package dev.crema.tensor.backend.simd;

import dev.crema.tensor.DType;
import dev.crema.tensor.backend.Matrix;
import dev.crema.tensor.backend.Product;
import dev.crema.tensor.backend.Scratch;
import dev.crema.tensor.storage.Memory;
import dev.crema.tensor.storage.NativeMemory;
import dev.crema.tensor.storage.Storage;

/// Tiles of 6 rows by 2 vectors, and scalar products of 4 rows with 2, on vectors of 256 bits. Where fewer columns
/// are left, a tile is written elsewhere, and what lies within c is copied.
final class Tiling256 implements Tiling {
    private static final int ROWS = 6;
    private static final int COLUMNS = 2 * Tiles256.LANES;
    private static final long TILE_ROW = 4L * COLUMNS;
    /// So many rows of a strip of b stay in the first-level cache.
    private static final int BLOCK = 128;
    /// Up to this many k a strip of b is small, and it pays to walk c row by row.
    private static final int FEW = 64;

    private static final int DOT_ROWS = 4;
    private static final int DOT_COLUMNS = 2;
    private static final long SUMS = DOT_ROWS * DOT_COLUMNS * Tiles256.VECTOR;

    private final ThreadLocal<Space> space = ThreadLocal.withInitial(Space::new);

    @Override
    public int lanes() {
        return Tiles256.LANES;
    }

    @Override
    public boolean handles(Product product) {
        long most = Tiles256.STEP / 4;
        return product.a().leading() <= most && product.b().leading() <= most;
    }

    // ---- b row-major: rows of b times elements of a ----

    @Override
    public void outer(Product product) {
        Space own = space.get();
        int m = product.m();
        int n = product.n();
        int k = product.k();
        Matrix a = product.alpha() == 1 ? product.a() : own.scaled(product);
        for (int from = 0; from < k; from += BLOCK) {
            Outer block = new Outer(product, a, from, Math.min(BLOCK, k - from), own);
            if (k <= FEW) {
                for (int i = 0; i < m; i += ROWS) for (int j = 0; j < n; j += COLUMNS) block.tile(i, j);
            } else {
                for (int j = 0; j < n; j += COLUMNS) for (int i = 0; i < m; i += ROWS) block.tile(i, j);
            }
        }
    }

    /// Some terms of a product.
    private static final class Outer {
        private final int m;
        private final int n;
        private final int terms;
        private final long a;
        private final long aRow;
        private final long aColumn;
        private final long b;
        private final long bRow;
        private final long c;
        private final long cRow;
        private final boolean adds;
        private final Space own;

        Outer(Product product, Matrix left, int from, int terms, Space own) {
            m = product.m();
            n = product.n();
            this.terms = terms;
            aRow = 4 * left.rowStride();
            aColumn = 4 * left.columnStride();
            a = left.address() + from * aColumn;
            bRow = 4 * product.b().rowStride();
            b = product.b().address() + from * bRow;
            cRow = 4 * product.c().rowStride();
            c = product.c().address();
            adds = from > 0 || product.beta() != 0;
            this.own = own;
        }

        void tile(int row, int column) {
            int rows = Math.min(ROWS, m - row);
            int columns = Math.min(COLUMNS, n - column);
            long to = c + row * cRow + 4L * column;
            boolean whole = columns == COLUMNS;
            Tiles256.add6x2(
                    a + row * aRow,
                    aRow,
                    aColumn,
                    b + 4L * column,
                    bRow,
                    terms,
                    adds ? to : own.zeros,
                    adds ? cRow : 0,
                    whole ? to : own.edge,
                    whole ? cRow : TILE_ROW,
                    rows,
                    own.spare);
            if (!whole) copy(own.edge, to, cRow, rows, columns);
        }

        private static void copy(long from, long to, long pitch, int rows, int columns) {
            for (int r = 0; r < rows; r++)
                for (int j = 0; j < columns; j++)
                    NativeMemory.setFloat(to + r * pitch + 4L * j, NativeMemory.getFloat(from + r * TILE_ROW + 4L * j));
        }
    }

    // ---- b column-major: scalar products of rows ----

    @Override
    public void dots(Product product) {
        Space own = space.get();
        int m = product.m();
        int n = product.n();
        int vectors = product.k() / Tiles256.LANES;
        int tail = (1 << product.k() % Tiles256.LANES) - 1;
        long end = Tiles256.VECTOR * vectors;
        long group = DOT_ROWS * (end + Tiles256.VECTOR);
        long packed = own.packed(product, vectors, tail, group);
        long b = product.b().address();
        long bRow = 4 * product.b().columnStride();
        long c = product.c().address();
        long cRow = 4 * product.c().rowStride();
        boolean adds = product.beta() != 0;
        for (int j = 0; j < n; j += DOT_COLUMNS) {
            long next = j + 1 < n ? bRow : 0;
            for (int i = 0; i < m; i += DOT_ROWS) {
                long rows = packed + i / DOT_ROWS * group;
                Tiles256.dots4x2(rows, b + j * bRow, next, vectors, own.sums);
                if (tail != 0) Tiles256.more4x2(rows + end * DOT_ROWS, b + j * bRow + end, next, tail, own.sums);
                if (adds || i + DOT_ROWS > m || j + DOT_COLUMNS > n) {
                    Tiles256.fold(own.sums, own.edge, 4 * DOT_COLUMNS);
                    store(product, own.edge, i, j);
                } else Tiles256.fold(own.sums, c + i * cRow + 4L * j, cRow);
            }
        }
    }

    /// Writes four by two sums, as far as they lie within c.
    private static void store(Product product, long folded, int row, int column) {
        long cRow = 4 * product.c().rowStride();
        long to = product.c().address() + row * cRow + 4L * column;
        int rows = Math.min(DOT_ROWS, product.m() - row);
        int columns = Math.min(DOT_COLUMNS, product.n() - column);
        float alpha = (float) product.alpha();
        for (int r = 0; r < rows; r++)
            for (int c = 0; c < columns; c++) {
                long place = to + r * cRow + 4L * c;
                float sum = NativeMemory.getFloat(folded + 4L * (r * DOT_COLUMNS + c));
                NativeMemory.setFloat(place, product.beta() == 0 ? sum : alpha * sum + NativeMemory.getFloat(place));
            }
    }

    // ---- practice ----

    @Override
    public boolean setsByAdding() {
        return true;
    }

    @Override
    public Product sample(long memory, boolean columnMajor, double beta) {
        int m = columnMajor ? DOT_ROWS + 1 : ROWS + 1;
        int n = columnMajor ? DOT_COLUMNS + 1 : COLUMNS + 1;
        int k = 8 * Tiles256.LANES + 1;
        Matrix b = columnMajor ? new Matrix(memory, 1, k) : new Matrix(memory, n, 1);
        return new Product(
                DType.FLOAT32, m, n, k, new Matrix(memory, k, 1), b, new Matrix(memory + 4L * k * n, n, 1), 1, beta);
    }

    @Override
    public int sampleFloats() {
        return 2048; // the largest needs 1,224 and a strip
    }

    @Override
    public void callIdly(boolean columnMajor, double beta) {
        if (columnMajor) {
            Tiles256.dots4x2(0, 0, 0, 0, 0);
            Tiles256.more4x2(0, 0, 0, 0, 0);
            Tiles256.fold(0, 0, 0);
            Tiles256.pack(0, 0, 0, 0, 0, 0);
        } else Tiles256.add6x2(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /// What one thread needs besides the operands.
    private static final class Space {
        private final Storage memory =
                Memory.allocateKept(DType.UINT8, SUMS + 2 * TILE_ROW + ROWS * TILE_ROW, "product scratch");
        private final Scratch left = new Scratch();

        final long sums = memory.address();
        final long zeros = sums + SUMS;
        final long spare = zeros + TILE_ROW;
        final long edge = spare + TILE_ROW;

        Space() {
            NativeMemory.clear(memory.address(), memory.bytes());
        }

        /// `a` times alpha.
        Matrix scaled(Product product) {
            Matrix a = product.a();
            int lines = a.isRowMajor() ? product.m() : product.k();
            int length = a.isRowMajor() ? product.k() : product.m();
            long copy = left.bytes(4L * lines * length);
            for (int i = 0; i < lines; i++)
                WarmLoops.scale(
                        a.address() + 4L * i * a.leading(),
                        (float) product.alpha(),
                        -0f,
                        copy + 4L * i * length,
                        length);
            return a.isRowMajor() ? new Matrix(copy, length, 1) : new Matrix(copy, 1, length);
        }

        /// The rows of `a` in groups of four, a vector of each in turn.
        long packed(Product product, int vectors, int tail, long group) {
            Matrix a = product.a();
            long row = 4 * a.rowStride();
            long packed = left.bytes(Math.ceilDiv(product.m(), DOT_ROWS) * group);
            for (int i = 0; i < product.m(); i += DOT_ROWS) {
                int rows = Math.min(DOT_ROWS, product.m() - i);
                Tiles256.pack(a.address() + i * row, row, rows, vectors, tail, packed + i / DOT_ROWS * group);
            }
            return packed;
        }
    }
}
