package dev.crema.kernel.display;

import dev.crema.magics.HtmlTable;
import dev.crema.magics.MimeBundle;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Shows a list of records as a table with a column for each component; any other list as text.
final class TableRenderer {
    private TableRenderer() {}

    static MimeBundle render(List<?> values) {
        Class<?> type = values.isEmpty() || values.getFirst() == null
                ? null
                : values.getFirst().getClass();
        if (type == null || !type.isRecord() || !values.stream().allMatch(type::isInstance))
            return new MimeBundle(Map.of(), Map.of());
        RecordComponent[] components = type.getRecordComponents();
        List<String> columns =
                Arrays.stream(components).map(RecordComponent::getName).toList();
        var rows = new ArrayList<List<String>>();
        for (Object value : values.subList(0, Math.min(values.size(), HtmlTable.mostRows())))
            rows.add(row(value, components));
        return new HtmlTable(columns, rows).bundle(values.size());
    }

    private static List<String> row(Object value, RecordComponent[] components) {
        var cells = new ArrayList<String>();
        for (RecordComponent component : components)
            try {
                component.getAccessor().setAccessible(true);
                cells.add(ValueText.of(component.getAccessor().invoke(value)));
            } catch (ReflectiveOperationException e) {
                cells.add("?");
            }
        return cells;
    }
}
