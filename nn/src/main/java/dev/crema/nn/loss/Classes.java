package dev.crema.nn.loss;

import dev.crema.tensor.DType;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.storage.NativeMemory;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Scores of classes and true classes as a table: each place of a batch, or of its images, is a row.
///
/// @param scores `[rows, classes]`
/// @param targets int64 `[rows]`, 0 where the target is ignored
/// @param valid bool `[rows]`: which targets are not ignored; null for all
/// @param sizes those of the targets as they were given
record Classes(Tensor scores, Tensor targets, @Nullable Tensor valid, int[] sizes) {

    /// @param scores `[batch, classes, …]`, or `[classes]`
    /// @param targets int64 `[batch, …]`, or a scalar
    static Classes of(String loss, Tensor scores, Tensor targets, long ignoreIndex) {
        check(loss, scores, targets);
        int[] sizes = targets.layout().sizes();
        Tensor flat = targets.detach().reshape(-1).contiguous();
        boolean ignores = contains(flat, ignoreIndex);
        Tensor valid = ignores ? flat.ne(ignoreIndex) : null;
        Tensor used = valid == null ? flat : flat.maskedFill(valid.not(), 0);
        Tensor table = rows(scores);
        checkRange(loss, scores, used, table.size(1));
        return new Classes(table, used, valid, sizes);
    }

    private static void check(String loss, Tensor scores, Tensor targets) {
        boolean fits = scores.dtype().isFloating()
                && scores.dim() >= 1
                && targets.dim() == Math.max(0, scores.dim() - 1)
                && Arrays.equals(targets.layout().sizes(), withoutClasses(scores));
        if (!fits)
            throw new IllegalArgumentException(loss
                    + ": expects float scores [batch, classes] and int64 targets [batch] (or [batch, classes, …] and"
                    + " [batch, …]), got " + scores.dtype() + " " + scores.shape() + " and " + targets.dtype() + " "
                    + targets.shape() + hint(scores, targets));
        if (targets.dtype() != DType.INT64)
            throw new IllegalArgumentException(loss + ": targets must be int64 classes, got " + targets.dtype() + " "
                    + targets.shape() + "; convert with to(INT64)");
    }

    private static String hint(Tensor scores, Tensor targets) {
        boolean column = targets.dim() == 2 && targets.size(1) == 1;
        return column && scores.dim() == 2 ? "; bring the targets to [batch] with squeeze(1)" : "";
    }

    private static int[] withoutClasses(Tensor scores) {
        int[] all = scores.layout().sizes();
        if (all.length == 1) return new int[0];
        int[] rest = new int[all.length - 1];
        rest[0] = all[0];
        System.arraycopy(all, 2, rest, 1, all.length - 2);
        return rest;
    }

    /// Scores with the classes last, as a table.
    static Tensor rows(Tensor scores) {
        if (scores.dim() == 1) return scores.view(1, -1);
        if (scores.dim() == 2) return scores;
        int[] order = new int[scores.dim()];
        for (int d = 1; d < order.length - 1; d++) order[d] = d + 1;
        order[order.length - 1] = 1;
        return scores.permute(order).reshape(-1, scores.size(1));
    }

    private static boolean contains(Tensor flat, long value) {
        long address = flat.storage().address() + 8 * flat.layout().offset();
        for (int i = 0; i < flat.size(0); i++) if (NativeMemory.getLong(address + 8L * i) == value) return true;
        return false;
    }

    private static void checkRange(String loss, Tensor scores, Tensor flat, int classes) {
        long address = flat.storage().address() + 8 * flat.layout().offset();
        for (int i = 0; i < flat.size(0); i++) {
            long target = NativeMemory.getLong(address + 8L * i);
            if (target < 0 || target >= classes)
                throw new IndexOutOfBoundsException(loss + ": target " + target + " of sample " + i
                        + " is outside 0 to " + (classes - 1) + " (scores " + scores.shape()
                        + "); the last layer needs one output per class");
        }
    }

    /// One number for each row: that of its class. Without weights 1, and 0 where the target is ignored.
    Tensor weights(@Nullable Tensor ofClasses) {
        Tensor weights = ofClasses == null
                ? Tensor.onesLike(targets).to(scores.dtype())
                : ofClasses.to(scores.dtype()).indexSelect(0, targets);
        return masked(weights);
    }

    /// For each row the score of its class.
    Tensor picked(Tensor table) {
        return masked(table.gather(1, targets.unsqueeze(1)).squeeze(1));
    }

    /// Rows with 0 where the target is ignored: a filling, because 0 · ∞ is no number.
    Tensor masked(Tensor rows) {
        return valid == null ? rows : rows.maskedFill(valid.not(), 0);
    }

    /// Losses of rows reduced; the mean is one weighted with `weights`.
    Tensor reduced(Tensor losses, Tensor weights, Reduction reduction) {
        return switch (reduction) {
            case MEAN, BATCH_MEAN -> losses.sum().div(weights.sum());
            case SUM -> losses.sum();
            case NONE -> losses.view(sizes);
        };
    }

    static void checkWeight(String loss, @Nullable Tensor weight, int classes) {
        if (weight != null && (weight.dim() != 1 || weight.size(0) != classes))
            throw new IllegalArgumentException(
                    loss + ": weight needs one number for each of the " + classes + " classes, got " + weight.shape());
    }
}
