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
    /// So many groups of rows by so many tiles of sums wait to be folded, those of a group together: a tree alone would
    /// wait for each of its steps.
    private static final int GROUPS = 3;

    private static final int ACROSS = 8;
    /// From this many terms on the rows of a group stay in the first-level cache rather than those of b.
    private static final int LONG_ROWS = 512;

    private static final long EDGE_ROW = 4L * DOT_COLUMNS * ACROSS;

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
        Dots dots = new Dots(product, space.get());
        int groups = Math.ceilDiv(product.m(), DOT_ROWS);
        for (int column = 0; column < product.n(); column += ACROSS * DOT_COLUMNS) {
            int tiles = Math.min(ACROSS, Math.ceilDiv(product.n() - column, DOT_COLUMNS));
            for (int group = 0; group < groups; group += GROUPS)
                dots.block(group, Math.min(groups, group + GROUPS), column, tiles);
        }
    }

    /// Scalar products of rows in groups of four.
    private static final class Dots {
        private final Product product;
        private final Space own;
        private final int vectors;
        private final int tail;
        private final long end;
        private final long group;
        private final long packed;
        private final long b;
        private final long bRow;
        private final int n;
        private final float alpha;

        Dots(Product product, Space own) {
            this.product = product;
            this.own = own;
            vectors = product.k() / Tiles256.LANES;
            tail = (1 << product.k() % Tiles256.LANES) - 1;
            end = Tiles256.VECTOR * vectors;
            group = DOT_ROWS * (end + Tiles256.VECTOR);
            packed = own.packed(product, vectors, tail, group);
            b = product.b().address();
            bRow = 4 * product.b().columnStride();
            n = product.n();
            alpha = (float) product.alpha();
        }

        /// Some groups by some tiles: first the sums of all lanes, then those of the lanes.
        void block(int firstGroup, int endGroup, int column, int tiles) {
            if (product.k() >= LONG_ROWS) {
                for (int g = firstGroup; g < endGroup; g++)
                    for (int tile = 0; tile < tiles; tile++) sum(g, column, tile, sums(g - firstGroup, tile, tiles));
            } else {
                for (int tile = 0; tile < tiles; tile++)
                    for (int g = firstGroup; g < endGroup; g++) sum(g, column, tile, sums(g - firstGroup, tile, tiles));
            }
            for (int g = firstGroup; g < endGroup; g++)
                fold(sums(g - firstGroup, 0, tiles), g * DOT_ROWS, column, tiles);
        }

        private long sums(int group, int tile, int tiles) {
            return own.sums + Tiles256.SUMS * ((long) group * tiles + tile);
        }

        private void sum(int g, int column, int tile, long sums) {
            int j = column + tile * DOT_COLUMNS;
            long rows = packed + g * group;
            long right = b + j * bRow;
            long next = j + 1 < n ? bRow : 0;
            Tiles256.dots4x2(rows, right, next, vectors, sums);
            if (tail != 0) Tiles256.more4x2(rows + end * DOT_ROWS, right + end, next, tail, sums);
        }

        private void fold(long sums, int row, int column, int tiles) {
            Matrix c = product.c();
            int columns = tiles * DOT_COLUMNS;
            if (row + DOT_ROWS <= product.m() && column + columns <= product.n()) {
                long to = c.address() + 4 * (row * c.rowStride() + column);
                long cRow = 4 * c.rowStride();
                boolean adds = product.beta() != 0;
                Tiles256.fold(sums, tiles, alpha, adds ? to : own.nothing, adds ? cRow : 0, to, cRow);
                return;
            }
            Tiles256.fold(sums, tiles, 1, own.nothing, 0, own.edge, EDGE_ROW);
            store(row, column, columns);
        }

        /// Writes four rows of results, as far as they lie within c.
        private void store(int row, int column, int most) {
            long cRow = 4 * product.c().rowStride();
            long to = product.c().address() + row * cRow + 4L * column;
            int rows = Math.min(DOT_ROWS, product.m() - row);
            int columns = Math.min(most, product.n() - column);
            for (int r = 0; r < rows; r++)
                for (int c = 0; c < columns; c++) {
                    long place = to + r * cRow + 4L * c;
                    float sum = NativeMemory.getFloat(own.edge + r * EDGE_ROW + 4L * c);
                    NativeMemory.setFloat(
                            place, product.beta() == 0 ? sum : alpha * sum + NativeMemory.getFloat(place));
                }
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
            Tiles256.fold(0, 0, 0, 0, 0, 0, 0);
            Tiles256.pack(0, 0, 0, 0, 0, 0);
        } else Tiles256.add6x2(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /// What one thread needs besides the operands.
    private static final class Space {
        private final Storage memory = Memory.allocateKept(
                DType.UINT8, GROUPS * ACROSS * Tiles256.SUMS + 3 * TILE_ROW + ROWS * TILE_ROW, "product scratch");
        private final Scratch left = new Scratch();

        final long sums = memory.address();
        final long zeros = sums + GROUPS * ACROSS * Tiles256.SUMS;
        final long spare = zeros + TILE_ROW;
        /// Negative zeros: added to a number, they leave every bit of it.
        final long nothing = spare + TILE_ROW;

        final long edge = nothing + TILE_ROW;

        Space() {
            NativeMemory.clear(memory.address(), memory.bytes());
            for (long at = nothing; at < edge; at += 4) NativeMemory.setFloat(at, -0f);
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
