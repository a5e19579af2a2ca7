package dev.crema.magics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A notebook whose variables are given, and that writes down what is asked of it.
class FakeHost implements Host {
    final Map<String, Object> variables = new HashMap<>();
    final List<MimeBundle> displayed = new ArrayList<>();
    final Map<String, List<MimeBundle>> updates = new LinkedHashMap<>();
    final List<@Nullable String> ids = new ArrayList<>();
    final StringBuilder printed = new StringBuilder();
    boolean interrupted;

    FakeHost with(String name, Object value) {
        variables.put(name, value);
        return this;
    }

    @Override
    public void display(MimeBundle bundle, @Nullable String id) {
        displayed.add(bundle);
        ids.add(id);
    }

    @Override
    public void update(String id, MimeBundle bundle) {
        updates.computeIfAbsent(id, _ -> new ArrayList<>()).add(bundle);
    }

    @Override
    public void print(String text) {
        printed.append(text);
    }

    @Override
    public boolean interrupted() {
        return interrupted;
    }

    @Override
    public MimeBundle render(@Nullable Object value) {
        return MimeBundle.text(String.valueOf(value));
    }

    @Override
    public @Nullable Object evaluate(String expression) {
        if (!variables.containsKey(expression)) throw new ExpressionException("cannot find symbol " + expression);
        return variables.get(expression);
    }

    @Override
    public void bind(String name, String type, Object value) {
        variables.put(name, value);
    }

    /// The updates of the only display.
    List<MimeBundle> frames() {
        return updates.values().iterator().next();
    }
}
