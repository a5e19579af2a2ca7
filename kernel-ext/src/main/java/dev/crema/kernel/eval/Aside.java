package dev.crema.kernel.eval;

import dev.crema.kernel.display.Output;
import dev.crema.kernel.display.Renderers;
import dev.crema.kernel.error.ErrorReport;
import dev.crema.magics.Host;
import dev.crema.magics.MagicException;
import dev.crema.magics.Magics;
import dev.crema.magics.MimeBundle;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Runs a cell that asks about the cell that is running: it would come too late if it waited for it. Such a cell
/// holds one magic and nothing else.
final class Aside {
    private static final Pattern ONE_MAGIC = Pattern.compile("\\s*%(\\w+)\\b([^\\n]*)\\s*");
    private static final Set<String> MAGICS = Set.of("attach", "runs", "stop", "who");

    private final Magics magics;
    private final Renderers renderers;

    Aside(Magics magics, Renderers renderers) {
        this.magics = magics;
        this.renderers = renderers;
    }

    /// Whether a cell can be run beside another.
    static boolean fits(String code) {
        Matcher magic = ONE_MAGIC.matcher(code);
        return magic.matches() && MAGICS.contains(magic.group(1));
    }

    /// Runs it on the calling thread.
    Outcome run(String code, Output output) {
        Matcher magic = ONE_MAGIC.matcher(code);
        if (!magic.matches()) throw new IllegalArgumentException("no single magic: " + code);
        try {
            Object value = magics.get(magic.group(1)).line(magic.group(2).strip(), new AsideHost(output));
            if (value != null) output.result(renderers.render(value));
            return Outcome.OK;
        } catch (MagicException | Host.ExpressionException e) {
            return new Outcome(ErrorReport.sentence("MagicError", String.valueOf(e.getMessage())));
        }
    }

    private final class AsideHost implements Host {
        private static final String BUSY = "while another cell runs, this magic takes no Java";

        private final Output output;

        AsideHost(Output output) {
            this.output = output;
        }

        @Override
        public void display(MimeBundle bundle, @Nullable String id) {
            output.display(bundle, id);
        }

        @Override
        public void update(String id, MimeBundle bundle) {
            output.update(id, bundle);
        }

        @Override
        public void print(String text) {
            output.print(Output.Stream.STDOUT, text);
        }

        @Override
        public boolean interrupted() {
            return false;
        }

        @Override
        public MimeBundle render(@Nullable Object value) {
            return renderers.render(value);
        }

        @Override
        public @Nullable Object evaluate(String expression) {
            throw new ExpressionException(BUSY);
        }

        @Override
        public void bind(String name, String type, Object value) {
            throw new ExpressionException(BUSY);
        }
    }
}
