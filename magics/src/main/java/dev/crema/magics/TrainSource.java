package dev.crema.magics;

import dev.crema.nn.data.DataLoader;
import dev.crema.nn.loss.Loss;
import dev.crema.nn.optim.Scheduler;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A `%train` line as the Java call that it is, for those who want to go on from there.
final class TrainSource {
    private final TrainPlan plan;
    private final MagicArguments given;

    TrainSource(TrainPlan plan) {
        this.plan = plan;
        this.given = plan.given;
    }

    @Override
    public String toString() {
        boolean named = scheduleSource() != null;
        String seed = given.has("seed") ? "Tensor.manualSeed(" + typed("seed", "") + ");\n" : "";
        String device = given.has("device") ? word(0) + ".to(Device.of(\"" + typed("device", "") + "\"));\n" : "";
        StringBuilder call = new StringBuilder(
                        seed + device + (named ? "var optimizer = " + optimizerSource() + ";\n" : ""))
                .append("var ")
                .append(typed("as", "history"))
                .append(" = Trainer.of(")
                .append(word(0))
                .append(", ")
                .append(source(word(1), plan.data, true))
                .append(')');
        DataLoader validation = plan.validation;
        if (validation != null)
            call.append("\n    .validate(")
                    .append(source(typed("val", ""), validation, false))
                    .append(')');
        if (given.has("loss")) call.append("\n    .loss(").append(lossSource()).append(')');
        plan.metrics
                .keySet()
                .forEach(metric -> call.append("\n    .metric(\"")
                        .append(metric)
                        .append("\", Metrics::")
                        .append(metric)
                        .append(')'));
        call.append("\n    .optimizer(")
                .append(named ? "optimizer" : optimizerSource())
                .append(')');
        options(call);
        return call.append("\n    .fit(").append(plan.epochs).append(");").toString();
    }

    /// A word as Java, without the braces that enclose it in the line.
    private String word(int index) {
        return MagicArguments.bare(given.words().get(index));
    }

    private String typed(String option, String otherwise) {
        return MagicArguments.bare(given.text(option, otherwise));
    }

    private String source(String expression, DataLoader loader, boolean training) {
        if (plan.isGiven(loader)) return expression;
        boolean shuffled = training && loader.batchSize() < loader.dataset().size();
        return "DataLoader.of(" + expression + ", " + loader.batchSize() + ")" + (shuffled ? ".shuffle()" : "");
    }

    private void options(StringBuilder call) {
        if (plan.scheduler != null)
            call.append("\n    .schedule(")
                    .append(scheduleSource() == null ? typed("schedule", "") : scheduleSource())
                    .append(')');
        if (given.has("name"))
            call.append("\n    .name(\"").append(typed("name", "")).append("\")");
        if (given.has("profile")) call.append("\n    .profile(new Profile())");
        if (given.has("clip"))
            call.append("\n    .clipGradNorm(").append(typed("clip", "")).append(')');
        if (given.has("patience"))
            call.append("\n    .earlyStop(").append(typed("patience", "")).append(')');
        for (String option : List.of("checkpoint", "resume"))
            if (given.has(option))
                call.append("\n    .")
                        .append(option)
                        .append("(\"")
                        .append(typed(option, ""))
                        .append("\")");
    }

    /// A scheduler made for the optimizer of this run, as Java; null for an expression that is one already.
    private @Nullable String scheduleSource() {
        String text = typed("schedule", "");
        Scheduler scheduler = plan.scheduler;
        if (scheduler == null) return null;
        if (given.isLambda("schedule")) return "((Function<Optimizer, Scheduler>) (" + text + ")).apply(optimizer)";
        if (!TrainNames.isScheduler(text)) return null;
        String values = text.substring(text.indexOf('(') + 1);
        return "new " + scheduler.getClass().getSimpleName() + "(optimizer, " + values;
    }

    private String lossSource() {
        Loss known = TrainNames.loss(typed("loss", ""));
        return known == null ? typed("loss", "") : "new " + known.getClass().getSimpleName() + "()";
    }

    private String optimizerSource() {
        String name = typed("optimizer", "sgd");
        if (!TrainPlan.isKnown(name, TrainNames.optimizers())) return name;
        String options = (given.has("momentum") ? ".momentum(" + typed("momentum", "") + ")" : "")
                + (given.has("weight-decay") ? ".weightDecay(" + typed("weight-decay", "") + ")" : "");
        return "new " + plan.optimizer.getClass().getSimpleName() + "("
                + word(0) + ".parameters(), " + typed("lr", "" + TrainNames.rate(name)) + ")"
                + options;
    }
}
