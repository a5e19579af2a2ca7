package dev.crema.nn;

import dev.crema.nn.metrics.HasParameters;
import dev.crema.tensor.Device;
import dev.crema.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A layer, or a model made of layers. A model declares its layers as fields and says in `forward` how they follow
/// one another.
///
/// ```java
/// class Net extends Module {
///     Linear hidden = new Linear(784, 100), out = new Linear(100, 10);
///     public Tensor forward(Tensor x) { return out.forward(hidden.forward(x.flatten(1)).relu()); }
/// }
/// ```
///
/// Fields are read by reflection whenever parameters are asked for: `Parameter` and `Module` fields are registered
/// under their names (superclass first), other tensors are buffers unless `transient`. Nothing has to be called in
/// a constructor.
public abstract class Module implements HasParameters {
    private boolean training = true;
    private boolean built;
    private @Nullable String path;

    /// The output for an input. Shapes are said by each layer.
    public abstract Tensor forward(Tensor x);

    /// Makes the parameters, once, before they are first needed. Layers whose options come after construction
    /// override this.
    protected void build() {}

    final void ensureBuilt() {
        if (built) return;
        built = true;
        build();
    }

    final boolean isBuilt() {
        return built;
    }

    /// Whether somebody may still read what this module was given or made inside after `forward` returned: a module
    /// of others may put it into a field.
    boolean mayKeep() {
        // by name: getPackage() asks the class loader each time, and this is asked in every forward
        return !getClass().getPackageName().equals(Module.class.getPackageName());
    }

    /// The modules directly inside, by name. Containers that hold them otherwise than in fields override this.
    Map<String, Module> children() {
        return Registration.of(this).modules();
    }

    /// The tensors directly inside that are part of the state but not trained, by name. Layers that name them
    /// otherwise than their fields override this.
    Map<String, Tensor> buffers() {
        return Registration.of(this).buffers();
    }

    /// All parameters, of this module and of those inside, each once.
    public final List<Parameter> parameters() {
        return List.copyOf(namedParameters().values());
    }

    /// All parameters by name, such as `fc1.weight`.
    @Override
    public final Map<String, Parameter> namedParameters() {
        Map<String, Parameter> found = new LinkedHashMap<>();
        Set<Parameter> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        namedModules()
                .forEach((prefix, module) -> Registration.of(module)
                        .parameters()
                        .forEach((name, parameter) -> {
                            if (seen.add(parameter))
                                found.put(prefix.isEmpty() ? name : prefix + "." + name, parameter);
                        }));
        return found;
    }

    /// Tensors that belong to the state but are not trained, by name.
    final Map<String, Tensor> namedBuffers() {
        Map<String, Tensor> found = new LinkedHashMap<>();
        namedModules()
                .forEach((prefix, module) -> module.buffers()
                        .forEach((name, buffer) -> found.put(prefix.isEmpty() ? name : prefix + "." + name, buffer)));
        return found;
    }

    /// This module under the name `""` and all modules inside by name, each once.
    public final Map<String, Module> namedModules() {
        Map<String, Module> found = new LinkedHashMap<>();
        collect("", found, Collections.newSetFromMap(new IdentityHashMap<>()));
        return found;
    }

    private void collect(String prefix, Map<String, Module> found, Set<Module> seen) {
        if (!seen.add(this)) return;
        ensureBuilt();
        if (!prefix.isEmpty()) path = prefix;
        found.put(prefix, this);
        children().forEach((name, child) -> child.collect(prefix.isEmpty() ? name : prefix + "." + name, found, seen));
    }

    /// Parameters and buffers by name: what `save` writes and `load` reads. The tensors are those of the module,
    /// not copies.
    public final Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>(namedParameters());
        state.putAll(namedBuffers());
        return state;
    }

    /// Copies values into parameters and buffers of the same names and shapes.
    ///
    /// @throws IllegalArgumentException naming what is missing, unknown or of another shape; nothing is changed
    /// then
    public final void load(Map<String, Tensor> values) {
        Map<String, Tensor> state = state();
        List<String> problems = new ArrayList<>();
        state.forEach((name, tensor) -> {
            Tensor value = values.get(name);
            if (value == null) problems.add(name + " is missing");
            else if (!value.shape().equals(tensor.shape()))
                problems.add(name + " is " + value.shape() + ", the module has " + tensor.shape());
        });
        for (String name : values.keySet())
            if (!state.containsKey(name)) problems.add(name + " is unknown to the module");
        if (!problems.isEmpty())
            throw new IllegalArgumentException(
                    "load: the values do not fit " + getClass().getSimpleName() + ": " + String.join("; ", problems));
        values.forEach((name, value) -> {
            Tensor tensor = state.get(name);
            if (tensor != null) tensor.detach().assign(value.detach());
        });
    }

    /// Writes parameters and buffers to a safetensors file, with what the model is made of.
    public final void save(String file) {
        Architecture.of(this).file(state()).write(Path.of(file));
    }

    /// Reads what `save` wrote, or a safetensors file from elsewhere with the same names and shapes.
    ///
    /// @throws IllegalArgumentException if the file is of a model with other layers; nothing is changed then
    public final void load(String file) {
        StateFile saved = StateFile.read(Path.of(file));
        Architecture.of(this).check(file, saved);
        saved.tensors().keySet().removeIf(name -> name.indexOf('/') >= 0); // what a checkpoint adds
        load(saved.tensors());
    }

    /// Switches layers that behave differently in training (dropout, batch norm) to training.
    public final void train() {
        setTraining(true);
    }

    /// Switches layers that behave differently in training (dropout, batch norm) to use.
    public final void eval() {
        setTraining(false);
    }

    private void setTraining(boolean mode) {
        for (Module module : namedModules().values()) module.training = mode;
    }

    /// Whether the module is in training.
    public final boolean training() {
        return training;
    }

    /// Moves parameters and buffers to a device.
    ///
    /// @throws IllegalStateException if the device is not there
    public final void to(Device device) {
        Device.of(device.toString());
        namedModules();
    }

    /// Forgets the gradients of all parameters.
    public final void zeroGrad() {
        for (Parameter parameter : parameters()) parameter.zeroGrad();
    }

    /// Scales all gradients down together if their norm is larger than `maxNorm`, and returns the norm before.
    public final double clipGradNorm(double maxNorm) {
        double squares = 0;
        List<Parameter> parameters = parameters();
        for (Parameter parameter : parameters)
            if (parameter.hasGrad())
                squares += parameter.peekGrad().mul(parameter.peekGrad()).sum().item();
        double norm = Math.sqrt(squares);
        double factor = maxNorm / (norm + 1e-6);
        if (factor < 1)
            for (Parameter parameter : parameters)
                if (parameter.hasGrad())
                    parameter.ownGrad().assign(parameter.ownGrad().mul(factor));
        return norm;
    }

    /// Cuts every element of the gradients to ±`limit`.
    public final void clipGradValue(double limit) {
        for (Parameter parameter : parameters())
            if (parameter.hasGrad())
                parameter.ownGrad().assign(parameter.ownGrad().clamp(-limit, limit));
    }

    /// The number of trainable numbers.
    public final long parameterCount() {
        long count = 0;
        for (Parameter parameter : parameters()) if (parameter.requiresGrad()) count += parameter.numel();
        return count;
    }

    /// Calls a function for this module and all inside, innermost first.
    public final void apply(Consumer<Module> action) {
        List<Module> modules = new ArrayList<>(namedModules().values());
        Collections.reverse(modules);
        modules.forEach(action);
    }

    /// What each layer makes of an input of this shape, as a table that prints. Changes nothing, random numbers
    /// included.
    public final Summary summary(int... inputShape) {
        return Summary.of(this, inputShape);
    }

    /// How messages name this module: its path in the model once that is known, such as `fc2`, else its class.
    protected final String label() {
        return path == null ? getClass().getSimpleName() : path;
    }

    /// Tells whoever records the layers what this one made; returns it.
    protected final Tensor seen(Tensor output) {
        return Summary.seen(this, output);
    }

    /// What stands between the brackets in print, such as `in_features=784, out_features=512`.
    protected String describe() {
        return "";
    }

    /// The tree of modules with their numbers of parameters.
    @Override
    public String toString() {
        return ModuleTree.print(this);
    }
}
