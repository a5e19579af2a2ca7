package dev.crema.kernel.display;

import dev.crema.magics.HtmlTable;
import dev.crema.magics.MimeBundle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Shows a map as a table of its entries.
final class MapRenderer {
    private MapRenderer() {}

    static MimeBundle render(Map<?, ?> map) {
        if (map.isEmpty()) return MimeBundle.text("{}");
        var rows = new ArrayList<List<String>>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (rows.size() == HtmlTable.mostRows()) break;
            rows.add(List.of(ValueText.of(entry.getKey()), ValueText.of(entry.getValue())));
        }
        int more = map.size() - rows.size();
        String html = new HtmlTable(List.of("key", "value"), rows).html();
        return MimeBundle.text(ValueText.of(map))
                .with("text/html", html + (more > 0 ? "<p>… " + more + " more entries</p>" : ""));
    }
}
