package dev.crema.magics;

/// How fast a run goes lately, in batches a second. Its first batches meet a cold compiler, and what they took says
/// little about the rest.
final class Pace {
    /// What is older counts for less; the longer a run goes, the longer it is remembered, so that a validation
    /// between epochs does not make the time left jump.
    private static final double LEAST_SECONDS = 2;

    private static final double SHARE_OF_RUN = 0.25;
    private static final double SHORTEST_SECONDS = 0.2;

    private long batches;
    private double seconds;
    private double rate;

    /// @param before batches of an earlier run that this one goes on from
    Pace(long before) {
        batches = before;
    }

    /// Zero before the first batch.
    ///
    /// @param doneBatches batches since the start, those of an earlier run included
    /// @param now seconds since the start
    synchronized double at(long doneBatches, double now) {
        double elapsed = now - seconds;
        if (doneBatches <= batches || elapsed <= 0 || (rate > 0 && elapsed < SHORTEST_SECONDS)) return rate;
        double latest = (doneBatches - batches) / elapsed;
        double memory = Math.max(LEAST_SECONDS, SHARE_OF_RUN * now);
        rate = rate > 0 ? latest + (rate - latest) * Math.exp(-elapsed / memory) : latest;
        batches = doneBatches;
        seconds = now;
        return rate;
    }
}
