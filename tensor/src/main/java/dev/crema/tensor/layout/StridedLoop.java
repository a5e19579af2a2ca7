package dev.crema.tensor.layout;

/// Walks several layouts of the same sizes together, in row-major order, one innermost run at a time. Dimensions
/// that all layouts let merge are merged, so that dense data is a single run.
public final class StridedLoop {
    private final Layout[] layouts;
    private final long[] sizes;
    private final long[][] strides; // [operand][merged dimension]
    private final int rank;

    /// The work of one run: `count` elements, operand `i` starting at element `offsets[i]` with stride
    /// `strides[i]`.
    public interface Run {
        void at(long[] offsets, long[] strides, long count);
    }

    private StridedLoop(Layout[] layouts) {
        this.layouts = layouts;
        int dims = layouts[0].dim();
        sizes = new long[Math.max(1, dims)];
        strides = new long[layouts.length][sizes.length];
        int last = 0;
        sizes[0] = 1;
        for (int d = 0; d < dims; d++) {
            long size = layouts[0].size(d);
            if (size == 1) continue;
            if (sizes[last] != 1) {
                if (merges(last, d, size)) {
                    sizes[last] *= size;
                    for (int i = 0; i < layouts.length; i++) strides[i][last] = layouts[i].stride(d);
                    continue;
                }
                last++;
            }
            sizes[last] = size;
            for (int i = 0; i < layouts.length; i++) strides[i][last] = layouts[i].stride(d);
        }
        rank = last + 1;
    }

    private boolean merges(int last, int d, long size) {
        for (int i = 0; i < layouts.length; i++) if (strides[i][last] != layouts[i].stride(d) * size) return false;
        return true;
    }

    /// Runs `run` over all elements of the layouts, which must have the same sizes.
    public static void over(Run run, Layout... layouts) {
        if (layouts[0].numel() > 0) new StridedLoop(layouts).forEach(run);
    }

    private void forEach(Run run) {
        int inner = rank - 1;
        long[] offsets = new long[layouts.length];
        long[] innerStrides = new long[layouts.length];
        for (int i = 0; i < layouts.length; i++) {
            offsets[i] = layouts[i].offset();
            innerStrides[i] = strides[i][inner];
        }
        long[] position = new long[inner];
        while (true) {
            run.at(offsets, innerStrides, sizes[inner]);
            int d = inner - 1;
            for (; d >= 0; d--) {
                for (int i = 0; i < offsets.length; i++) offsets[i] += strides[i][d];
                if (++position[d] < sizes[d]) break;
                for (int i = 0; i < offsets.length; i++) offsets[i] -= strides[i][d] * sizes[d];
                position[d] = 0;
            }
            if (d < 0) return;
        }
    }
}
