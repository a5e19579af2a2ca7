package dev.crema.magics;

import org.jspecify.annotations.Nullable;

/// `%attach`: the live display of a run that is still going, in a page that was opened again.
public final class AttachMagic implements Magic {
    @Override
    public String name() {
        return "attach";
    }

    @Override
    public String help() {
        return """
                Shows the live display of a run that is still going, here too.

                ```text
                %attach [RUN]
                ```

                - without a name the run that began last
                - for a page that was loaded again: its old output no longer moves. The run is not slowed
                - a finished run is drawn by `%plot last`
                """;
    }

    @Override
    public @Nullable Object line(String arguments, Host host) {
        String run = MagicArguments.unquoted(arguments.strip());
        LiveTraining live = LiveTraining.running(run);
        if (live == null)
            throw new MagicException(
                    name(),
                    (run.isEmpty() ? "no run" : "no run " + run) + " is going on; %plot last draws a finished one");
        live.showAgain(host);
        return null;
    }
}
