package dev.crema.kernel.magic;

import dev.crema.kernel.display.ValueText;
import dev.crema.kernel.error.Names;
import dev.crema.kernel.eval.Evaluator;
import dev.crema.magics.Host;
import dev.crema.magics.HtmlTable;
import dev.crema.magics.Magic;
import dev.crema.magics.Views;
import java.util.ArrayList;
import java.util.List;

/// `%who`: the notebook's variables.
record WhoMagic(Evaluator evaluator) implements Magic {
    private static final int WIDTH = 60;

    @Override
    public String name() {
        return "who";
    }

    @Override
    public String help() {
        return "Lists the notebook's variables with their types and values.";
    }

    @Override
    public Object line(String arguments, Host host) {
        var rows = new ArrayList<List<String>>();
        for (String variable : evaluator.variables().names()) {
            Object value = evaluator.variables().value(variable);
            String type = value == null ? "" : Names.of(value.getClass());
            String brief = Views.brief(value);
            String text = (brief == null ? ValueText.of(value) : brief).replaceAll("\\s+", " ");
            rows.add(List.of(variable, type, text.length() > WIDTH ? text.substring(0, WIDTH) + "…" : text));
        }
        return rows.isEmpty()
                ? "no variables"
                : new HtmlTable(List.of("name", "type", "value"), rows).bundle(rows.size());
    }
}
