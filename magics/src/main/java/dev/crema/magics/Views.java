package dev.crema.magics;

import dev.crema.nn.Module;
import dev.crema.nn.Summary;
import dev.crema.nn.metrics.ConfusionMatrix;
import dev.crema.nn.metrics.History;
import dev.crema.nn.metrics.RocCurve;
import dev.crema.nn.train.Evaluation;
import dev.crema.tensor.Tensor;
import dev.crema.viz.Figure;

/// How notebooks show our own types: a line for each.
public final class Views {
    private Views() {}

    /// Where a host keeps its renderers.
    public interface Registry {
        /// Shows values of this type, and of those below it, so.
        <T> void show(Class<T> type, Renderer<? super T> renderer);
    }

    /// Registers all of them.
    public static void addTo(Registry registry) {
        registry.show(Figure.class, Pictures::bundle);
        registry.show(Tensor.class, TensorView::of);
        registry.show(Module.class, ModuleView::of);
        registry.show(Summary.class, ModuleView::of);
        registry.show(History.class, MeasureViews::of);
        registry.show(ConfusionMatrix.class, MeasureViews::of);
        registry.show(RocCurve.class, MeasureViews::of);
        registry.show(Evaluation.class, MeasureViews::of);
    }
}
