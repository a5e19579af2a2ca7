package dev.crema.nn;

import dev.crema.tensor.Tensor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// A list of modules that belong to the model, which a plain `List` of them would not. How they are used is said in
/// `forward` of the model.
///
/// ```java
/// ModuleList layers = new ModuleList();
/// layers.add(new Linear(784, 100));
/// ```
public final class ModuleList extends Module implements Iterable<Module> {
    private final List<Module> modules = new ArrayList<>();

    /// A list of these modules, named `0`, `1`, …
    public ModuleList(Module... modules) {
        for (Module module : modules) add(module);
    }

    /// Appends a module.
    public ModuleList add(Module module) {
        modules.add(module);
        return this;
    }

    /// The module at a position, from 0.
    public Module get(int index) {
        return modules.get(index);
    }

    /// The number of modules.
    public int size() {
        return modules.size();
    }

    @Override
    public Iterator<Module> iterator() {
        return List.copyOf(modules).iterator();
    }

    @Override
    Map<String, Module> children() {
        return Sequential.numbered(modules);
    }

    /// A list does not say in which order its modules compute.
    ///
    /// @throws UnsupportedOperationException always
    @Override
    public Tensor forward(Tensor x) {
        throw new UnsupportedOperationException(
                label() + ": a ModuleList only holds modules; call them in forward of the model, or use Sequential");
    }
}
