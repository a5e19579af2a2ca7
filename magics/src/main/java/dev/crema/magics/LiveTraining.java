package dev.crema.magics;

import dev.crema.nn.metrics.History;
import dev.crema.nn.train.Listener;
import dev.crema.nn.train.Profile;
import dev.crema.nn.train.TrainEvent;
import dev.crema.viz.Figure;
import dev.crema.viz.Plot;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Shows a training run below its cell while it goes on: one output with the curves and a line of progress,
/// replaced at most four times a second and never for more than a tenth of the time. At the end a picture and a
/// line stay.
final class LiveTraining implements Listener<TrainEvent> {
    private static final long PERIOD_NANOS = 250_000_000;
    /// A frame with a picture: what stays if the process dies.
    private static final long SAVING_NANOS = 10_000_000_000L;
    private static final double MOST_TIME = 0.1;
    private static final Deque<LiveTraining> RUNNING = new ConcurrentLinkedDeque<>();

    private final Host host;
    private final boolean quiet;
    private final boolean accuracy;
    private final String device;
    private final String id = "train-" + UUID.randomUUID();
    private TrainEvent.@Nullable Started run;
    private long start;
    private long drawnAt;
    private long savedAt;
    private long drawingNanos;
    private Profile profile = new Profile();
    private volatile Pace pace = new Pace(0);
    private LongSupplier clock = System::nanoTime;
    private int epoch = 1;
    private int batch = -1;
    private double loss = Double.NaN;
    private String ending = "";
    private volatile boolean stopping;
    /// What the last epoch measured.
    private Map<String, Double> measured = Map.of();

    /// @param accuracy whether it will be measured: its panel has its place from the first frame on
    LiveTraining(Host host, boolean quiet, String device, boolean accuracy) {
        this.host = host;
        this.quiet = quiet;
        this.device = device;
        this.accuracy = accuracy;
    }

    /// Where the share of loading comes from.
    LiveTraining profile(Profile measured) {
        profile = measured;
        return this;
    }

    /// Another clock, in nanoseconds.
    LiveTraining clock(LongSupplier nanos) {
        clock = nanos;
        return this;
    }

    @Override
    public void on(TrainEvent event) {
        switch (event) {
            case TrainEvent.Started started -> begin(started);
            case TrainEvent.BatchEnd end -> {
                if (batch < 0 && run != null) pace = new Pace((end.epoch() - 1L) * run.batches() + end.batch());
                epoch = end.epoch();
                batch = end.batch();
                loss = end.loss();
                if (isTime()) draw();
            }
            case TrainEvent.EpochEnd end -> {
                epoch = end.epoch();
                measured = end.values();
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

    private String measured() {
        StringBuilder text = new StringBuilder();
        measured.forEach((name, value) -> {
            if (!name.equals("loss") && !name.equals("lr"))
                text.append(String.format(Locale.ROOT, "  %s %.4f", name.replace('_', ' '), value));
        });
        return text.toString();
    }

    private void begin(TrainEvent.Started started) {
        run = started;
        start = clock.getAsLong();
        savedAt = start;
        RUNNING.addFirst(this);
        drawnAt = start - PERIOD_NANOS + 100_000_000; // the first frame soon, when there is something to see
        if (!quiet) host.display(MimeBundle.text(""), id);
    }

    private boolean isTime() {
        long now = clock.getAsLong();
        boolean affordable = drawingNanos < MOST_TIME * (now - start) || drawnAt <= start;
        return !quiet && now - drawnAt >= PERIOD_NANOS && affordable;
    }

    private void draw() {
        TrainEvent.@Nullable Started started = run;
        if (started == null) return;
        long before = clock.getAsLong();
        boolean saves = before - savedAt >= SAVING_NANOS;
        if (saves) savedAt = before;
        host.update(id, frame(started, saves));
        drawnAt = clock.getAsLong();
        drawingNanos += drawnAt - before;
    }

    /// @param saves whether a picture goes along, for the saved notebook
    private MimeBundle frame(TrainEvent.Started started, boolean saves) {
        String line = progress(started);
        return LiveScreen.frame(line, figure(started.history(), accuracy), saves);
    }

    /// The run of this name that is still going, or the one that began last; null if there is none.
    static @Nullable LiveTraining running(String name) {
        for (LiveTraining live : RUNNING) {
            TrainEvent.@Nullable Started started = live.run;
            if (started != null && (name.isEmpty() || started.run().equals(name))) return live;
        }
        return null;
    }

    /// Says that the run is over, however it ended.
    void leave() {
        RUNNING.remove(this);
    }

    /// Asks the run to end after its batch.
    void stop() {
        stopping = true;
    }

    boolean isStopping() {
        return stopping;
    }

    /// The name of the run.
    String name() {
        TrainEvent.@Nullable Started started = run;
        return started == null ? "" : started.run();
    }

    /// Shows the display of this run in another place; frames to come change both.
    void showAgain(Host where) {
        TrainEvent.@Nullable Started started = run;
        if (started != null) where.display(frame(started, false), id);
    }

    private String progress(TrainEvent.Started started) {
        long done = (epoch - 1L) * started.batches() + batch + 1;
        long all = (long) started.epochs() * started.batches();
        double rate = pace.at(done, (clock.getAsLong() - start) / 1e9);
        return String.format(
                Locale.ROOT,
                "%s %3.0f %%  %s left  epoch %d/%d  loss %.4f%s  %,.0f batches/s on %s, %.0f %% loading",
                ProgressLine.bar((double) done / all),
                100.0 * done / all,
                ProgressLine.time(rate > 0 ? (all - done) / rate : 0),
                epoch,
                started.epochs(),
                loss,
                measured(),
                rate,
                device,
                100 * profile.share(Profile.Part.LOADING));
    }

    private void end(History history) {
        String summary = ending + summary(history);
        if (!quiet) host.update(id, Pictures.bundle(figure(history, accuracy)));
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
        if (seconds > 0)
            text.append(String.format(
                    Locale.ROOT,
                    " (%,.0f batches/s, %.0f %% loading data)",
                    batches / seconds,
                    100 * profile.share(Profile.Part.LOADING)));
        return text.toString();
    }

    /// Curves and accuracy, as `%plot last` draws them too.
    static Figure figure(History history) {
        return figure(history, history.has("accuracy") || history.has("val_accuracy"));
    }

    private static Figure figure(History history, boolean accuracy) {
        return accuracy ? Figure.row(Plot.loss(history), Plot.accuracy(history)) : Plot.loss(history);
    }
}
