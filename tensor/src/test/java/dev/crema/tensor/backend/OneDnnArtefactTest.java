package dev.crema.tensor.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crema.tensor.backend.ffi.NativeSearch;
import dev.crema.tensor.backend.onednn.OneDnnBackend;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class OneDnnArtefactTest {
    @Test
    void whatTuneFetchesIsWhatTheTestsUse() throws Exception {
        Properties artefact = new Properties();
        try (var in = OneDnnBackend.class.getResourceAsStream("/META-INF/maven/org.bytedeco/dnnl/pom.properties")) {
            artefact.load(in);
        }
        assertThat(OneDnnBackend.coordinates()).endsWith(":" + artefact.getProperty("version"));
    }

    @Test
    void aLibraryThatIsNowhereIsReportedWithEverythingThatWasTried() {
        NativeSearch search = new NativeSearch(
                "Nothing",
                "nothing",
                "/no/where/",
                List.of("libnothing.so"),
                List.of("libnothing.dylib"),
                List.of("nothing.dll"),
                List.of("libnothing.so.7"));
        assertThatThrownBy(() -> search.load(library -> library))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no Nothing found; tried the class path, ")
                .hasMessageContaining("libnothing.so.7");
    }
}
