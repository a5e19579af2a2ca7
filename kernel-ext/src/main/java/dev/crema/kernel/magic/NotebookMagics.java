package dev.crema.kernel.magic;

import dev.crema.kernel.eval.Evaluator;
import dev.crema.kernel.maven.MavenMagic;

/// The magics about the notebook itself.
public final class NotebookMagics {
    private NotebookMagics() {}

    /// Adds them to an evaluator's.
    public static void addTo(Evaluator evaluator) {
        evaluator
                .magics()
                .add(
                        new ListMagic(evaluator.magics()),
                        new HelpMagic(evaluator),
                        new TimeMagic(evaluator),
                        new TimeItMagic(),
                        new ShellMagic("sh"),
                        new ShellMagic("bash"),
                        new ClassPathMagic(evaluator),
                        new LoadMagic(evaluator),
                        new RestoreMagic(evaluator),
                        new MavenMagic(evaluator),
                        new WhoMagic(evaluator));
    }
}
