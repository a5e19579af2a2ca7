package dev.crema.nn;

import dev.crema.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a model is made of: a line for each layer, such as `fc1: Linear(in_features=784, …)`. Kept beside saved
/// weights, so that they are not loaded into layers of the same shapes that compute something else.
///
/// @param layers the lines, in the order of registration
public record Architecture(List<String> layers) {
    private static final String KEY = "crema.architecture";

    public Architecture {
        layers = List.copyOf(layers);
    }

    /// The architecture of a model.
    public static Architecture of(Module model) {
        List<String> layers = new ArrayList<>();
        model.namedModules().forEach((name, module) -> {
            if (!name.isEmpty())
                layers.add(name + ": " + module.getClass().getSimpleName() + "(" + module.describe() + ")");
        });
        return new Architecture(layers);
    }

    /// A file of these tensors that remembers the architecture.
    public StateFile file(Map<String, Tensor> tensors) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", "pt"); // what other readers of the format look for
        metadata.put(KEY, String.join("\n", layers));
        return new StateFile(tensors, metadata);
    }

    /// Refuses a file that was written for other layers.
    ///
    /// @throws IllegalArgumentException naming the first layer that differs
    public void check(String file, StateFile saved) {
        @Nullable String text = saved.metadata().get(KEY);
        if (text == null) return;
        List<String> theirs = text.isEmpty() ? List.of() : text.lines().toList();
        for (int i = 0; i < Math.max(theirs.size(), layers.size()); i++) {
            String expected = i < layers.size() ? layers.get(i) : "nothing more";
            String found = i < theirs.size() ? theirs.get(i) : "nothing more";
            if (!expected.equals(found))
                throw new IllegalArgumentException("load: " + file + " was saved from another model: it has " + found
                        + ", this model has " + expected + "; build the model as it was when it was saved");
        }
    }
}
