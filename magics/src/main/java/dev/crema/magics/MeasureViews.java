package dev.crema.magics;

import dev.crema.nn.metrics.ConfusionMatrix;
import dev.crema.nn.metrics.History;
import dev.crema.nn.metrics.RocCurve;
import dev.crema.nn.train.Evaluation;
import dev.crema.viz.Plot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// What was measured, as outputs: tables, and pictures where a picture says more.
final class MeasureViews {
    private MeasureViews() {}

    /// A row for each epoch, the latest last.
    static MimeBundle of(History history) {
        var columns = new ArrayList<>(List.of("epoch"));
        columns.addAll(history.names());
        int epochs = history.epochs();
        if (epochs == 0) return MimeBundle.text(history.toString());
        int first = Math.max(0, epochs - HtmlTable.mostRows());
        var rows = IntStream.range(first, epochs)
                .mapToObj(epoch -> epoch(history, epoch))
                .toList();
        var table = new HtmlTable(columns, rows);
        String title = history.toString() + (first > 0 ? "; the last " + rows.size() + " epochs:" : "");
        return MimeBundle.text(title + "\n" + table.text().stripTrailing())
                .with("text/html", "<div>" + HtmlTable.escape(title) + "</div>" + table.html());
    }

    private static List<String> epoch(History history, int epoch) {
        var row = new ArrayList<>(List.of(Integer.toString(epoch + 1)));
        for (String name : history.names()) {
            double[] values = history.values(name);
            row.add(epoch < values.length ? number(values[epoch]) : "");
        }
        return row;
    }

    static MimeBundle of(ConfusionMatrix matrix) {
        var columns = new ArrayList<>(List.of("true \\ predicted"));
        columns.addAll(matrix.labels());
        var rows = new ArrayList<List<String>>();
        for (int i = 0; i < matrix.size(); i++) {
            var row = new ArrayList<>(List.of(matrix.labels().get(i)));
            for (long count : matrix.counts()[i]) row.add(Long.toString(count));
            rows.add(row);
        }
        String title = String.format(Locale.ROOT, "%,d samples, accuracy %.4f", matrix.total(), matrix.accuracy());
        String text = title + "\n" + new HtmlTable(columns, rows).text().stripTrailing();
        return picture(Pictures.bundle(Plot.confusion(matrix)), text);
    }

    static MimeBundle of(RocCurve roc) {
        var rows = roc.curves().stream()
                .map(curve -> List.of(curve.label(), number(curve.auc())))
                .toList();
        String text = "mean AUC " + number(roc.auc()) + "\n"
                + new HtmlTable(List.of("class", "AUC"), rows).text().stripTrailing();
        return picture(Pictures.bundle(Plot.roc(roc)), text);
    }

    /// Precision, recall and F1 of each class.
    static MimeBundle of(Evaluation evaluation) {
        if (evaluation.target().dtype().isFloating()) return MimeBundle.text(evaluation.toString());
        ConfusionMatrix matrix = evaluation.confusion();
        double[] precision = matrix.precision();
        double[] recall = matrix.recall();
        var rows = new ArrayList<List<String>>();
        for (int i = 0; i < matrix.size(); i++) {
            double f1 = 2 * precision[i] * recall[i] / (precision[i] + recall[i]);
            long samples = Arrays.stream(matrix.counts()[i]).sum();
            rows.add(List.of(
                    matrix.labels().get(i),
                    number(precision[i]),
                    number(recall[i]),
                    number(f1),
                    Long.toString(samples)));
        }
        var table = new HtmlTable(List.of("class", "precision", "recall", "F1", "samples"), rows);
        return MimeBundle.text(evaluation + "\n" + table.text().stripTrailing())
                .with("text/html", "<div>" + HtmlTable.escape(evaluation.toString()) + "</div>" + table.html());
    }

    private static MimeBundle picture(MimeBundle drawn, String text) {
        return drawn.with("text/plain", text);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.4f", value);
    }
}
