package dev.crema.magics;

import dev.crema.nn.Module;
import dev.crema.nn.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Models and their summaries as tables.
final class ModuleView {
    private ModuleView() {}

    /// A row for each module that has parameters of its own or no parts.
    static MimeBundle of(Module model) {
        var rows = new ArrayList<List<String>>();
        Map<String, Module> modules = model.namedModules();
        modules.forEach((path, module) -> {
            List<String> own = ownParameters(module);
            boolean isLeaf = modules.keySet().stream()
                    .noneMatch(other -> !other.equals(path) && other.startsWith(path.isEmpty() ? "" : path + "."));
            if (isLeaf || !own.isEmpty())
                rows.add(List.of(
                        path.isEmpty() ? "(itself)" : path,
                        module.getClass().getSimpleName(),
                        String.join(", ", own),
                        count(isLeaf ? module.parameterCount() : ownCount(module))));
        });
        rows.add(List.of("total", "", "", count(model.parameterCount())));
        String title = "<b>" + HtmlTable.escape(model.getClass().getSimpleName()) + "</b>";
        String html = new HtmlTable(List.of("layer", "type", "tensors", "parameters"), rows).html();
        return MimeBundle.text(model.toString()).with("text/html", title + html);
    }

    private static List<String> ownParameters(Module module) {
        return module.namedParameters().entrySet().stream()
                .filter(entry -> entry.getKey().indexOf('.') < 0)
                .map(entry -> entry.getKey() + " " + entry.getValue().shape())
                .toList();
    }

    private static long ownCount(Module module) {
        return module.namedParameters().entrySet().stream()
                .filter(entry -> entry.getKey().indexOf('.') < 0)
                .mapToLong(entry -> entry.getValue().numel())
                .sum();
    }

    static MimeBundle of(Summary summary) {
        var rows = new ArrayList<List<String>>();
        for (Summary.Row row : summary.rows())
            rows.add(List.of(row.layer(), row.output().toString(), count(row.parameters())));
        rows.add(List.of("total", "", count(summary.parameters())));
        String title = "<b>" + HtmlTable.escape(summary.model()) + "</b> for input " + summary.input() + ", on "
                + summary.device();
        String html = new HtmlTable(List.of("layer", "output", "parameters"), rows).html();
        return MimeBundle.text(summary.toString()).with("text/html", title + html);
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
