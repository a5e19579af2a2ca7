package dev.crema.kernel.maven;

import dev.crema.kernel.eval.Evaluator;
import dev.crema.magics.Host;
import dev.crema.magics.Magic;
import dev.crema.magics.MagicArguments;
import dev.crema.magics.MagicArguments.Option;
import dev.crema.magics.MagicException;
import dev.crema.magics.MimeBundle;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;
import org.eclipse.aether.collection.DependencyCollectionException;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.jspecify.annotations.Nullable;

/// `%maven group:artifact:version`: libraries from Maven Central for the cells below, with all they need.
@SuppressWarnings("OrphanedFormatString") // here a per cent sign is a magic
public final class MavenMagic implements Magic {
    private static final List<Option> OPTIONS = List.of(Option.value("repo"));
    private static final Pattern COORDINATES = Pattern.compile("[\\w.-]+:[\\w.-]+(?::[^:\\s]+){0,3}");
    private static final long PERIOD_NANOS = 200_000_000;

    private final Evaluator evaluator;
    private final Set<Path> added = new TreeSet<>();
    private @Nullable LibraryResolver resolver;

    public MavenMagic(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    @Override
    public String name() {
        return "maven";
    }

    @Override
    public String help() {
        return """
                Adds libraries from Maven Central, with all they need, for the cells below.
                ```text
                %maven GROUP:ARTIFACT[:VERSION] … [--repo URL]
                ```
                - without a version the newest release is taken
                - what has been fetched once (into `~/.m2/repository`) needs no network any more
                - mirrors, proxies and passwords come from `~/.m2/settings.xml`
                """;
    }

    @Override
    public @Nullable Object cell(String arguments, String body, Host host) {
        return line(arguments + " " + body.replace('\n', ' '), host);
    }

    @Override
    public @Nullable Object line(String arguments, Host host) {
        MagicArguments given = MagicArguments.read(name(), arguments, host, OPTIONS);
        if (given.words().isEmpty())
            throw new MagicException(name(), "name a library, as in %maven org.apache.commons:commons-csv:1.14.1");
        for (String word : given.words())
            if (!COORDINATES.matcher(word).matches())
                throw new MagicException(name(), "`" + word + "` is not GROUP:ARTIFACT:VERSION");
        List<String> repositories = given.has("repo") ? List.of(given.text("repo", "")) : List.of();
        new Fetch(host).run(given.words(), repositories);
        return null;
    }

    /// One run of the magic, with a line that says how far it is.
    private final class Fetch {
        private final Host host;
        private final String id = "maven-" + UUID.randomUUID();
        private long saidNanos = System.nanoTime();
        private boolean displayed;

        Fetch(Host host) {
            this.host = host;
        }

        void run(List<String> coordinates, List<String> repositories) {
            try {
                if (resolver == null) resolver = new LibraryResolver();
                List<Path> jars = resolver.resolve(coordinates, repositories, this::fetched);
                int more = 0;
                for (Path jar : jars)
                    if (added.add(jar)) {
                        evaluator.addLibrary(jar);
                        more++;
                    }
                say(String.join(", ", coordinates) + ": " + (more == 0 ? "already there" : count(more)));
            } catch (DependencyResolutionException e) {
                if (host.interrupted()) throw new CancellationException("stopped by the user");
                throw new MagicException(name(), reason(e));
            }
        }

        private static String count(int jars) {
            return jars == 1 ? "1 jar added" : jars + " jars added";
        }

        /// Called by the threads that fetch.
        private synchronized void fetched(LibraryResolver.Progress progress) {
            if (host.interrupted()) throw new CancellationException("stopped by the user");
            if (System.nanoTime() - saidNanos < PERIOD_NANOS) return;
            say(String.format(Locale.ROOT, "fetching %s: %,d kB", progress.file(), progress.bytes() / 1024));
        }

        private synchronized void say(String line) {
            saidNanos = System.nanoTime();
            if (displayed) host.update(id, MimeBundle.text(line));
            else host.display(MimeBundle.text(line), id);
            displayed = true;
        }
    }

    /// The first thing that went wrong, without the wrapping.
    private static String reason(DependencyResolutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String message = switch (cause) {
            case ArtifactResolutionException artifact -> String.valueOf(artifact.getMessage());
            case DependencyCollectionException collection
            when collection.getCause() != null ->
                String.valueOf(collection.getCause().getMessage());
            default -> String.valueOf(cause.getMessage());
        };
        String advice = message.contains("Could not find")
                ? "; look the coordinates up at https://central.sonatype.com"
                : "; without a network only what was fetched before is there";
        return message.lines().findFirst().orElse("").strip() + advice;
    }
}
