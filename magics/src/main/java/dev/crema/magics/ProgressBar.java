package dev.crema.magics;

import dev.crema.nn.train.Progress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Shows the bar of a loop of one's own as one output that is replaced, so that what the loop prints stays apart.
final class ProgressBar implements Consumer<Progress.State> {
    private final Host host;
    private final Set<String> shown = ConcurrentHashMap.newKeySet();

    ProgressBar(Host host) {
        this.host = host;
    }

    @Override
    public void accept(Progress.State state) {
        MimeBundle line = MimeBundle.text(state.toString());
        if (shown.add(state.id())) host.display(line, state.id());
        else host.update(state.id(), line);
        if (state.done() == state.total()) shown.remove(state.id());
    }
}
