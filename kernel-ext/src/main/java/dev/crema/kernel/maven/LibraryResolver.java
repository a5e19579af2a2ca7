package dev.crema.kernel.maven;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferCancelledException;
import org.eclipse.aether.transfer.TransferEvent;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.filter.DependencyFilterUtils;

/// Finds libraries and what they need: in the user's local Maven repository, else in the remote ones. What has been
/// fetched once needs no network any more.
public final class LibraryResolver {
    private static final RemoteRepository CENTRAL =
            new RemoteRepository.Builder("central", "default", "https://repo.maven.apache.org/maven2/").build();

    private final RepositorySystem system = new RepositorySystemSupplier().get();

    /// What is being fetched.
    ///
    /// @param file the name of the file
    /// @param bytes how much of it has come
    public record Progress(String file, long bytes) {}

    /// @param coordinates such as `org.apache.commons:commons-csv:1.14.1`; without a version the newest release
    /// @param repositories addresses besides Maven Central
    /// @param watcher is told what is fetched; what it throws ends the fetching
    /// @return the jars, in the order of the class path
    public List<Path> resolve(List<String> coordinates, List<String> repositories, Consumer<Progress> watcher)
            throws DependencyResolutionException {
        DefaultRepositorySystemSession session = session(watcher);
        var request = new CollectRequest();
        for (String each : coordinates)
            request.addDependency(new Dependency(new DefaultArtifact(complete(each)), JavaScopes.RUNTIME));
        var remote = new ArrayList<RemoteRepository>();
        remote.add(CENTRAL);
        for (String address : repositories)
            remote.add(new RemoteRepository.Builder(name(address), "default", address).build());
        request.setRepositories(system.newResolutionRepositories(session, remote));
        var filter = DependencyFilterUtils.classpathFilter(JavaScopes.RUNTIME);
        var found = system.resolveDependencies(session, new DependencyRequest(request, filter));
        return found.getArtifactResults().stream()
                .map(ArtifactResult::getArtifact)
                .map(artifact -> artifact.getFile().toPath())
                .toList();
    }

    private static String complete(String coordinates) {
        return coordinates.chars().filter(c -> c == ':').count() == 1 ? coordinates + ":RELEASE" : coordinates;
    }

    private static String name(String address) {
        return address.replaceAll("[^\\w.]+", "-");
    }

    private DefaultRepositorySystemSession session(Consumer<Progress> watcher) {
        DefaultRepositorySystemSession session = MavenRepositorySystemUtils.newSession();
        UserSettings settings = UserSettings.read();
        settings.applyTo(session);
        var local = new LocalRepository(settings.localRepository());
        session.setLocalRepositoryManager(system.newLocalRepositoryManager(session, local));
        session.setSystemProperties(System.getProperties()); // profiles of poms ask for the operating system
        session.setTransferListener(new AbstractTransferListener() {
            @Override
            public void transferProgressed(TransferEvent event) throws TransferCancelledException {
                String file = event.getResource().getResourceName();
                try {
                    watcher.accept(
                            new Progress(file.substring(file.lastIndexOf('/') + 1), event.getTransferredBytes()));
                } catch (RuntimeException e) {
                    throw new TransferCancelledException("stopped", e);
                }
            }
        });
        return session;
    }
}
