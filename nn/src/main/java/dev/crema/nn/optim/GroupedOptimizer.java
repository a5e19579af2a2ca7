package dev.crema.nn.optim;

import dev.crema.nn.Parameter;
import dev.crema.tensor.NoGrad;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.backend.UpdateRule;
import dev.crema.tensor.op.Creation;
import dev.crema.tensor.op.Update;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the optimisers of this library share: groups of parameters with a learning rate each, weight decay, and
/// what they remember of each parameter.
///
/// ```java
/// var optimizer = new Adam(head.parameters(), 1e-3).group(body.parameters(), 1e-4);
/// ```
///
/// @param <S> the optimiser itself, so that its options can be chained
public abstract sealed class GroupedOptimizer<S extends GroupedOptimizer<S>> implements Optimizer
        permits SGD, AdamFamily, RMSprop, Adagrad {
    private final List<Group> groups = new ArrayList<>();
    private final IdentityHashMap<Parameter, Memory> memories = new IdentityHashMap<>();
    private double weightDecay;

    /// Parameters with one learning rate.
    private static final class Group {
        final List<Parameter> parameters;
        double rate;

        Group(List<Parameter> parameters, double rate) {
            this.parameters = List.copyOf(parameters);
            this.rate = rate;
        }
    }

    /// What is remembered of a parameter: tensors of its sizes, and how many steps it made.
    static final class Memory {
        Tensor[] tensors = {};
        long steps;
    }

    GroupedOptimizer(List<Parameter> parameters, double lr) {
        add(parameters, lr);
    }

    @SuppressWarnings("unchecked") // S is the class itself
    final S self() {
        return (S) this;
    }

    final String name() {
        return getClass().getSimpleName();
    }

    /// More parameters, with a learning rate of their own.
    ///
    /// @throws IllegalArgumentException if there are none, or one of them is in a group already
    public S group(List<Parameter> parameters, double lr) {
        add(parameters, lr);
        return self();
    }

    private void add(List<Parameter> parameters, double lr) {
        if (parameters.isEmpty())
            throw new IllegalArgumentException(
                    "optimizer got an empty parameter list: the model has no layer with parameters in its fields");
        checkRate(lr);
        Set<Parameter> known = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Group group : groups) known.addAll(group.parameters);
        for (Parameter parameter : parameters)
            if (!known.add(parameter))
                throw new IllegalArgumentException(name() + ": the parameter " + parameter.shape()
                        + " is in two groups, or twice in one; give each parameter once");
        groups.add(new Group(parameters, lr));
    }

    private void checkRate(double lr) {
        if (!(lr >= 0))
            throw new IllegalArgumentException(name() + ": the learning rate must not be negative, got " + lr);
    }

    /// A number that must lie in an interval.
    final double checked(String what, double value, double least, double below) {
        if (!(value >= least && value < below))
            throw new IllegalArgumentException(name() + ": " + what + " must be at least " + least
                    + (below == Double.POSITIVE_INFINITY ? "" : " and below " + below) + ", got " + value);
        return value;
    }

    /// Pulls parameters towards zero: adds so many times the parameter to its gradient.
    public S weightDecay(double factor) {
        weightDecay = checked("weightDecay", factor, 0, Double.POSITIVE_INFINITY);
        return self();
    }

    final double weightDecay() {
        return weightDecay;
    }

    @Override
    public final void step() {
        checkOptions();
        try (var _ = NoGrad.scope()) {
            for (Group group : groups)
                for (Parameter parameter : group.parameters) if (parameter.hasGrad()) update(parameter, group.rate);
        }
    }

    /// Refuses options that do not go together.
    void checkOptions() {}

    /// Changes one parameter.
    void update(Parameter parameter, double rate) {
        Memory memory = memories.computeIfAbsent(parameter, _ -> new Memory());
        memory.steps++;
        UpdateRule rule = rule(rate, memory.steps);
        if (memory.tensors.length != rule.states()) memory.tensors = fresh(parameter, rule.states());
        Update.apply(rule, parameter, memory.tensors);
    }

    private Tensor[] fresh(Parameter parameter, int count) {
        Tensor[] tensors = new Tensor[count];
        for (int i = 0; i < count; i++) {
            tensors[i] = Creation.keptLike(parameter);
            if (i == 0 && firstValue() != 0) tensors[i].assign(firstValue());
        }
        return tensors;
    }

    /// What the first memory of a parameter starts with.
    double firstValue() {
        return 0;
    }

    /// The rule for a step.
    ///
    /// @param step which step this is for the parameter, from 1
    abstract UpdateRule rule(double rate, long step);

    @Override
    public final void zeroGrad() {
        for (Group group : groups) for (Parameter parameter : group.parameters) parameter.zeroGrad();
    }

    @Override
    public final double lr() {
        return groups.getFirst().rate;
    }

    @Override
    public final void lr(double rate) {
        checkRate(rate);
        for (Group group : groups) group.rate = rate;
    }

    @Override
    public final double[] rates() {
        return groups.stream().mapToDouble(group -> group.rate).toArray();
    }

    @Override
    public final void rates(double... ofGroups) {
        if (ofGroups.length != groups.size())
            throw new IllegalArgumentException(
                    name() + ".rates: " + ofGroups.length + " rates for " + groups.size() + " groups of parameters");
        for (double rate : ofGroups) checkRate(rate);
        for (int i = 0; i < ofGroups.length; i++) groups.get(i).rate = ofGroups[i];
    }

    /// For each parameter, numbered over all groups, what is remembered: `3.0`, `3.1` and the steps `3.steps`.
    @Override
    public final Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        int number = 0;
        for (Group group : groups) {
            for (Parameter parameter : group.parameters) {
                Memory memory = memories.get(parameter);
                if (memory != null) {
                    for (int i = 0; i < memory.tensors.length; i++) state.put(number + "." + i, memory.tensors[i]);
                    state.put(number + ".steps", Tensor.scalar(memory.steps));
                }
                number++;
            }
        }
        return state;
    }

    @Override
    public final void load(Map<String, Tensor> state) {
        IdentityHashMap<Parameter, Memory> loaded = new IdentityHashMap<>();
        int taken = 0;
        int number = 0;
        for (Group group : groups) {
            for (Parameter parameter : group.parameters) {
                Tensor steps = state.get(number + ".steps");
                if (steps != null) {
                    Memory memory = new Memory();
                    memory.steps = (long) steps.item();
                    memory.tensors = tensors(state, number, parameter);
                    loaded.put(parameter, memory);
                    taken += 1 + memory.tensors.length;
                }
                number++;
            }
        }
        if (taken != state.size())
            throw new IllegalArgumentException(name() + ": the checkpoint is of another optimizer or model: it has "
                    + state.size() + " values, " + taken + " of them fit");
        memories.clear();
        memories.putAll(loaded);
    }

    private Tensor[] tensors(Map<String, Tensor> state, int number, Parameter parameter) {
        List<Tensor> tensors = new ArrayList<>();
        for (Tensor saved; (saved = state.get(number + "." + tensors.size())) != null; ) {
            if (!saved.shape().equals(parameter.shape()))
                throw new IllegalArgumentException(name() + ": the checkpoint is of another model: parameter " + number
                        + " is " + parameter.shape() + ", the checkpoint has " + saved.shape());
            Tensor own = Creation.keptLike(parameter);
            own.assign(saved);
            tensors.add(own);
        }
        return tensors.toArray(new Tensor[0]);
    }

    /// Options beyond the learning rate, as they print.
    String options() {
        return weightDecay == 0 ? "" : ", weight_decay=" + weightDecay;
    }

    @Override
    public String toString() {
        String rates = groups.size() == 1 ? "" + lr() : java.util.Arrays.toString(rates());
        return name() + "(lr=" + rates + options() + ")";
    }
}
