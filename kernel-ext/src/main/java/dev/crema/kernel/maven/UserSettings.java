package dev.crema.kernel.maven;

import dev.crema.kernel.display.Console;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.maven.settings.Mirror;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsBuilderFactory;
import org.apache.maven.settings.building.DefaultSettingsBuildingRequest;
import org.apache.maven.settings.building.SettingsBuildingException;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.util.repository.AuthenticationBuilder;
import org.eclipse.aether.util.repository.DefaultAuthenticationSelector;
import org.eclipse.aether.util.repository.DefaultMirrorSelector;
import org.eclipse.aether.util.repository.DefaultProxySelector;

/// What the user's `~/.m2/settings.xml` says: local repository, mirrors, proxies, passwords.
final class UserSettings {
    private final Settings settings;

    private UserSettings(Settings settings) {
        this.settings = settings;
    }

    static UserSettings read() {
        Path file = Path.of(System.getProperty("user.home"), ".m2", "settings.xml");
        if (!Files.isReadable(file)) return new UserSettings(new Settings());
        try {
            var request = new DefaultSettingsBuildingRequest()
                    .setUserSettingsFile(file.toFile())
                    .setSystemProperties(System.getProperties());
            return new UserSettings(new DefaultSettingsBuilderFactory()
                    .newInstance()
                    .build(request)
                    .getEffectiveSettings());
        } catch (SettingsBuildingException e) {
            Console.log(file + " cannot be used: " + e.getMessage());
            return new UserSettings(new Settings());
        }
    }

    /// Where fetched libraries are kept: the property `maven.repo.local`, else what the settings say, else
    /// `~/.m2/repository`.
    File localRepository() {
        String ofProperty = System.getProperty("maven.repo.local");
        String named = ofProperty != null ? ofProperty : settings.getLocalRepository();
        return named != null
                ? new File(named)
                : Path.of(System.getProperty("user.home"), ".m2", "repository").toFile();
    }

    void applyTo(DefaultRepositorySystemSession session) {
        var mirrors = new DefaultMirrorSelector();
        for (Mirror mirror : settings.getMirrors())
            mirrors.add(
                    mirror.getId(),
                    mirror.getUrl(),
                    mirror.getLayout(),
                    false,
                    mirror.isBlocked(),
                    mirror.getMirrorOf(),
                    mirror.getMirrorOfLayouts());
        session.setMirrorSelector(mirrors);
        var proxies = new DefaultProxySelector();
        for (Proxy proxy : settings.getProxies())
            if (proxy.isActive()) proxies.add(proxyOf(proxy), proxy.getNonProxyHosts());
        session.setProxySelector(proxies);
        var passwords = new DefaultAuthenticationSelector();
        for (Server server : settings.getServers())
            passwords.add(
                    server.getId(),
                    new AuthenticationBuilder()
                            .addUsername(server.getUsername())
                            .addPassword(server.getPassword())
                            .build());
        session.setAuthenticationSelector(passwords);
    }

    private static org.eclipse.aether.repository.Proxy proxyOf(Proxy proxy) {
        var password = new AuthenticationBuilder()
                .addUsername(proxy.getUsername())
                .addPassword(proxy.getPassword())
                .build();
        String protocol = Objects.requireNonNullElse(proxy.getProtocol(), "http");
        return new org.eclipse.aether.repository.Proxy(protocol, proxy.getHost(), proxy.getPort(), password);
    }
}
