package dev.crema.magics;

import dev.crema.nn.metrics.History;
import dev.crema.nn.train.Listener;
import dev.crema.nn.train.TrainEvent;
import dev.crema.viz.Figure;
import dev.crema.viz.Plot;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Shows a training run below its cell while it goes on: one output with the curves and a line of progress,
/// replaced at most four times a second and never for more than a tenth of the time. At the end a picture and a
/// line stay.
final class LiveTraining implements Listener<TrainEvent> {
    private static final long PERIOD_NANOS = 250_000_000;
    private static final double MOST_TIME = 0.1;

    private final Host host;
    private final boolean quiet;
    private final boolean accuracy;
    private final String id = "train-" + UUID.randomUUID();
    private TrainEvent.@Nullable Started run;
    private long start;
    private long drawnAt;
    private long drawingNanos;
    private int epoch = 1;
    private int batch = -1;
    private double loss = Double.NaN;
    private String ending = "";

    /// @param accuracy whether it will be measured: its panel has its place from the first frame on
    LiveTraining(Host host, boolean quiet, boolean accuracy) {
        this.host = host;
        this.quiet = quiet;
        this.accuracy = accuracy;
    }

    @Override
    public void on(TrainEvent event) {
        switch (event) {
            case TrainEvent.Started started -> begin(started);
            case TrainEvent.BatchEnd end -> {
                epoch = end.epoch();
                batch = end.batch();
                loss = end.loss();
                if (isTime()) draw();
            }
            case TrainEvent.EpochEnd end -> {
                epoch = end.epoch();
                if (isTime()) draw();
            }
            case TrainEvent.Stopped stopped ->
                ending = stopped.reason().equals("on request")
                        ? String.format(
                                Locale.ROOT,
                                "stopped at epoch %d, batch %d (--resume last goes on from there); ",
                                stopped.epoch(),
                                stopped.batch() + 1)
                        : String.format(
                                Locale.ROOT,
                                "stopped at epoch %d, batch %d: %s; ",
                                stopped.epoch(),
                                stopped.batch() + 1,
                                stopped.reason());
            case TrainEvent.Finished finished -> end(finished.history());
        }
    }

    private void begin(TrainEvent.Started started) {
        run = started;
        start = System.nanoTime();
        drawnAt = start - PERIOD_NANOS + 100_000_000; // the first frame soon, when there is something to see
        if (!quiet) host.display(MimeBundle.text(""), id);
    }

    private boolean isTime() {
        long now = System.nanoTime();
        boolean affordable = drawingNanos < MOST_TIME * (now - start) || drawnAt <= start;
        return !quiet && now - drawnAt >= PERIOD_NANOS && affordable;
    }

    private void draw() {
        TrainEvent.@Nullable Started started = run;
        if (started == null) return;
        long before = System.nanoTime();
        String line = progress(started);
        String svg = figure(started.history()).maxPoints(80).svg();
        String html = "<div style=\"font-family:monospace;white-space:pre\">" + line + "</div>" + svg;
        host.update(id, MimeBundle.text(line).with("text/html", html));
        drawnAt = System.nanoTime();
        drawingNanos += drawnAt - before;
    }

    private String progress(TrainEvent.Started started) {
        double done = (epoch - 1 + (batch + 1.0) / started.batches()) / started.epochs();
        double seconds = (System.nanoTime() - start) / 1e9;
        double rate = ((epoch - 1.0) * started.batches() + batch + 1) / seconds;
        return String.format(
                Locale.ROOT,
                "%s %3.0f %%  epoch %d/%d  loss %.4f  %,.0f batches/s  %s left",
                ProgressLine.bar(done),
                100 * done,
                epoch,
                started.epochs(),
                loss,
                rate,
                ProgressLine.time(done > 0 ? seconds / done - seconds : 0));
    }

    private void end(History history) {
        String summary = ending + summary(history);
        if (!quiet) host.update(id, Pictures.bundle(figure(history)));
        host.print(summary + "\n");
    }

    private String summary(History history) {
        StringBuilder text = new StringBuilder();
        for (String name : history.names())
            if (!name.equals("lr"))
                text.append(String.format(Locale.ROOT, "%s %.4f  ", name.replace('_', ' '), history.last(name)));
        double seconds = history.seconds();
        text.append("in ").append(ProgressLine.time(seconds));
        int batches = history.batchLosses().length;
        if (seconds > 0) text.append(String.format(Locale.ROOT, " (%,.0f batches/s)", batches / seconds));
        return text.toString();
    }

    private Figure figure(History history) {
        return accuracy ? Figure.row(Plot.loss(history), Plot.accuracy(history)) : Plot.loss(history);
    }
}
