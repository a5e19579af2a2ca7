package dev.crema.viz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GalleryPageTest {
    private static final Path PAGE = Path.of("../docs/gallery");

    @Test
    void thePageShowsEveryChartInBothThemes() throws IOException {
        if ("update".equals(System.getProperty("crema.goldens"))) GalleryPage.write(PAGE);
        assertThat(Files.readString(PAGE.resolve("index.html")))
                .as("run with -Dcrema.goldens=update")
                .isEqualTo(GalleryPage.page());
        for (String name : Gallery.figures().keySet())
            for (String theme : new String[] {"light", "dark"})
                assertThat(PAGE.resolve(theme + "/" + name + ".svg")).isNotEmptyFile();
    }
}
