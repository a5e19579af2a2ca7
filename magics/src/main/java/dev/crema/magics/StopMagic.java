package dev.crema.magics;

import org.jspecify.annotations.Nullable;

/// `%stop`: ends a training run after its batch, from another cell than the one it runs in.
public final class StopMagic implements Magic {
    @Override
    public String name() {
        return "stop";
    }

    @Override
    public String help() {
        return """
                Ends a training run that is going on, after its batch; the cells behind it go on.

                ```text
                %stop [RUN]
                ```

                - without a name the run that began last; it works while the cell of the run still runs
                - the model stays as it is, and `history` holds what was measured so far
                - the stop button ends the cell instead, and Run All with it
                """;
    }

    @Override
    public @Nullable Object line(String arguments, Host host) {
        String run = MagicArguments.unquoted(arguments.strip());
        LiveTraining live = LiveTraining.running(run);
        if (live == null)
            throw new MagicException(name(), (run.isEmpty() ? "no run" : "no run " + run) + " is going on");
        live.stop();
        host.print("stopping " + live.name() + "\n");
        return null;
    }
}
