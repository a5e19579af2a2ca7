package dev.crema.nn;

import dev.crema.tensor.Tensor;
import dev.crema.tensor.storage.GraphScope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Modules one after the other: each gets what the one before made.
///
/// ```java
/// var model = new Sequential(new Flatten(), new Linear(784, 200), new ReLU(), new Linear(200, 10));
/// ```
public class Sequential extends Module {
    private final List<Module> layers = new ArrayList<>();

    /// A sequence of these modules, named `0`, `1`, …
    public Sequential(Module... modules) {
        for (Module module : modules) add(module);
    }

    /// Appends a module.
    public final Sequential add(Module module) {
        layers.add(module);
        return this;
    }

    /// The module at a position, from 0.
    public final Module get(int index) {
        return layers.get(index);
    }

    /// The number of modules.
    public final int size() {
        return layers.size();
    }

    @Override
    Map<String, Module> children() {
        return numbered(layers);
    }

    /// What the last module makes of what the one before makes of …. Results between modules of this library are
    /// freed as soon as backward has used them.
    @Override
    public Tensor forward(Tensor x) {
        if (mayKeep()) return through(x);
        try (GraphScope scope = GraphScope.open()) {
            Tensor y = through(x);
            if (scope != null) scope.result(y.storage(), y.requiresGrad());
            return y;
        }
    }

    @Override
    boolean mayKeep() {
        if (getClass() != Sequential.class) return true;
        for (Module layer : layers) if (layer.mayKeep()) return true;
        return false;
    }

    private Tensor through(Tensor x) {
        Tensor y = x;
        for (Module layer : layers) y = layer.forward(y);
        return y;
    }

    static Map<String, Module> numbered(List<Module> modules) {
        Map<String, Module> named = new LinkedHashMap<>();
        for (int i = 0; i < modules.size(); i++) named.put(Integer.toString(i), modules.get(i));
        return named;
    }
}
