package dev.crema.nn;

import dev.crema.tensor.Generator;
import dev.crema.tensor.Tensor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A table of vectors, one for each index: `y = weight[x]`.
///
/// ```java
/// var words = new Embedding(100, 8);
/// var y = words.forward(Tensor.of(3, 17, 3));      // [3] -> [3, 8]
/// ```
///
/// Shapes: x int64 of any shape, weight `[count, size]`, y `[…, size]`. The weight starts standard normal, as in
/// PyTorch.
public final class Embedding extends Module {
    private static final int NONE = -1;

    private final int count;
    private final int size;
    private final long seed;
    private int padding = NONE;
    private @Nullable Parameter weight;

    /// A table of `count` vectors of `size` numbers.
    public Embedding(int count, int size) {
        if (count < 1 || size < 1)
            throw new IllegalArgumentException("Embedding(" + count + ", " + size + "): both sizes must be at least 1");
        this.count = count;
        this.size = size;
        this.seed = Generator.seedOfParameters();
    }

    /// The index that stands for nothing: its vector starts as zeros and is not trained. To be said before the
    /// layer is first used. As in PyTorch −1 is the last one.
    public Embedding paddingIdx(int index) {
        if (index < -count || index >= count)
            throw new IllegalArgumentException(
                    "Embedding.paddingIdx(" + index + "): the index must be between 0 and " + (count - 1));
        if (isBuilt())
            throw new IllegalStateException(
                    label() + ".paddingIdx(" + index + "): the layer has its values already; say it where it is made");
        padding = Math.floorMod(index, count);
        return this;
    }

    @Override
    protected void build() {
        Tensor values = Generator.of(seed).randn(count, size);
        if (padding != NONE) values.at(padding).assign(0);
        weight = new Parameter(values);
    }

    /// The table, `[count, size]`.
    public Parameter weight() {
        ensureBuilt();
        if (weight == null) throw new IllegalStateException("not built");
        return weight;
    }

    @Override
    public Tensor forward(Tensor x) {
        Tensor table = weight();
        if (x.dtype().isFloating())
            throw new IllegalArgumentException(label() + " takes integer indices, got " + x.dtype() + " " + x.shape()
                    + "; convert with x.to(INT64)");
        if (x.numel() > 0 && x.min().item() < 0)
            throw new IndexOutOfBoundsException(
                    label() + ": the index " + x.min().itemInt() + " is negative; the table goes from 0 to "
                            + (count - 1) + ", indices do not count from the end");
        if (x.numel() > 0 && (x.min().item() < 0 || x.max().item() >= count))
            throw new IndexOutOfBoundsException(
                    label() + ": the indices go from " + x.min().itemInt() + " to "
                            + x.max().itemInt() + ", the table from 0 to " + (count - 1) + "; make it new Embedding("
                            + (x.max().itemInt() + 1) + ", " + size + ")");
        if (padding != NONE) table = withoutPadding(table);
        int[] sizes = Arrays.copyOf(x.layout().sizes(), x.dim() + 1);
        sizes[x.dim()] = size;
        return seen(table.indexSelect(0, x.reshape(-1)).view(sizes));
    }

    /// The table with a row that no gradient reaches.
    private Tensor withoutPadding(Tensor table) {
        Tensor mask = Tensor.arange(count).eq(padding).unsqueeze(1);
        return Tensor.where(mask, table.detach(), table);
    }

    @Override
    protected String describe() {
        return count + ", " + size + (padding == NONE ? "" : ", padding_idx=" + padding);
    }
}
