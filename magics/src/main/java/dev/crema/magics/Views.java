package dev.crema.magics;

import dev.crema.nn.Module;
import dev.crema.nn.Summary;
import dev.crema.nn.data.DataLoader;
import dev.crema.nn.data.Dataset;
import dev.crema.nn.metrics.ConfusionMatrix;
import dev.crema.nn.metrics.History;
import dev.crema.nn.metrics.RocCurve;
import dev.crema.nn.train.Evaluation;
import dev.crema.tensor.Tensor;
import dev.crema.viz.Figure;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.internal.chartpart.IChart;

/// How notebooks show our own types: a line for each.
public final class Views {
    private Views() {}

    /// A value in a few words, without its numbers: `[64, 784] float32 on cpu`. Null for what is not ours.
    public static @Nullable String brief(@Nullable Object value) {
        return switch (value) {
            case Tensor tensor -> TensorView.about(tensor);
            case Module module -> String.format(Locale.ROOT, "%,d parameters", module.parameterCount());
            case Dataset data -> String.format(Locale.ROOT, "%s, %,d samples", data.name(), data.size());
            case DataLoader loader ->
                String.format(Locale.ROOT, "%,d batches of %,d", loader.size(), loader.batchSize());
            case null, default -> null;
        };
    }

    /// Where a host keeps its renderers.
    public interface Registry {
        /// Shows values of this type, and of those below it, so.
        <T> void show(Class<T> type, Renderer<? super T> renderer);
    }

    /// Registers all of them.
    public static void addTo(Registry registry) {
        registry.show(Figure.class, Pictures::bundle);
        registry.show(IChart.class, Pictures::chart);
        registry.show(Tensor.class, TensorView::of);
        registry.show(Module.class, ModuleView::of);
        registry.show(Summary.class, ModuleView::of);
        registry.show(History.class, MeasureViews::of);
        registry.show(ConfusionMatrix.class, MeasureViews::of);
        registry.show(RocCurve.class, MeasureViews::of);
        registry.show(Evaluation.class, MeasureViews::of);
    }
}
