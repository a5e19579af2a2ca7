package dev.crema.kernel.magic;

import dev.crema.kernel.assist.Assistant;
import dev.crema.kernel.eval.Evaluator;
import dev.crema.magics.Host;
import dev.crema.magics.Magic;
import dev.crema.magics.MagicException;
import dev.crema.magics.MimeBundle;

/// `%help name`, which `name?`, `?name` and `%name?` stand for.
@SuppressWarnings("OrphanedFormatString") // here a per cent sign is a magic
final class HelpMagic implements Magic {
    private final Evaluator evaluator;

    HelpMagic(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    @Override
    public String name() {
        return "help";
    }

    @Override
    public String help() {
        return "Explains a magic, a class, a method or a variable: `%help %time`, `%help Math.max`. `Math.max?` is the same.";
    }

    @Override
    public Object line(String arguments, Host host) {
        if (arguments.isEmpty()) throw new MagicException("help", "name what to explain, as in %help Math.max");
        if (arguments.startsWith("%")) {
            Magic magic = evaluator.magics().get(arguments.replace("%", ""));
            return MimeBundle.text(magic.help()).with("text/markdown", magic.help());
        }
        MimeBundle found = new Assistant(evaluator).inspect(arguments, arguments.length());
        if (found.data().isEmpty()) throw new MagicException("help", "nothing is known about " + arguments);
        return found;
    }
}
