package dev.crema.nn;

import dev.crema.tensor.Device;
import dev.crema.tensor.NoGrad;
import dev.crema.tensor.Shape;
import dev.crema.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What each layer of a model makes of an input, in the order of computation. Prints as a table.
///
/// @param model the class of the model
/// @param input the shape of the input
/// @param rows one for each layer
/// @param parameters all trainable numbers of the model
/// @param device where it computes
public record Summary(String model, Shape input, List<Row> rows, long parameters, Device device) {
    private static final ThreadLocal<@Nullable List<Row>> RECORDING = new ThreadLocal<>();

    public Summary {
        rows = List.copyOf(rows);
    }

    /// One layer.
    ///
    /// @param layer its name in the model and its class
    /// @param output the shape of what it made
    /// @param parameters its trainable numbers
    public record Row(String layer, Shape output, long parameters) {}

    static Summary of(Module model, int... inputShape) {
        Map<Module, Boolean> modes = new LinkedHashMap<>();
        model.namedModules().values().forEach(module -> modes.put(module, module.training()));
        List<Row> rows = new ArrayList<>();
        RECORDING.set(rows);
        try (var _ = NoGrad.scope()) {
            model.eval();
            model.forward(Tensor.zeros(inputShape));
        } finally {
            RECORDING.remove();
            if (modes.getOrDefault(model, true)) model.train();
        }
        return new Summary(
                model.getClass().getSimpleName(), Shape.of(inputShape), rows, model.parameterCount(), Device.CPU);
    }

    static Tensor seen(Module module, Tensor output) {
        List<Row> rows = RECORDING.get();
        if (rows != null) {
            String type = module.getClass().getSimpleName();
            String name = module.label().equals(type) ? type : module.label() + " (" + type + ")";
            rows.add(new Row(name, output.shape(), module.parameterCount()));
        }
        return output;
    }

    /// The table.
    @Override
    public String toString() {
        int nameWidth = Math.max(
                16, rows.stream().mapToInt(row -> row.layer().length()).max().orElse(0) + 2);
        int shapeWidth = Math.max(
                18,
                rows.stream()
                                .mapToInt(row -> row.output().toString().length())
                                .max()
                                .orElse(0)
                        + 2);
        String line = "-".repeat(nameWidth + shapeWidth + 12) + "\n";
        String format = "%-" + nameWidth + "s%-" + shapeWidth + "s%12s%n";
        StringBuilder text = new StringBuilder();
        text.append(model)
                .append(" for input ")
                .append(input)
                .append(", on ")
                .append(device)
                .append('\n');
        text.append(line)
                .append(String.format(Locale.ROOT, format, "layer", "output", "parameters"))
                .append(line);
        for (Row row : rows)
            text.append(String.format(
                    Locale.ROOT,
                    format,
                    row.layer(),
                    row.output(),
                    String.format(Locale.ROOT, "%,d", row.parameters())));
        text.append(line)
                .append(String.format(Locale.ROOT, format, "total", "", String.format(Locale.ROOT, "%,d", parameters)));
        return text.toString().stripTrailing();
    }
}
