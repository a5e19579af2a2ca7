package dev.crema.kernel.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryClassesTest {
    @TempDir
    private Path folder;

    private LibraryClasses scanned;

    @BeforeEach
    void scan() throws IOException {
        for (String file :
                List.of("a/one/First.class", "a/one/First$Inner.class", "a/Root.class", "b/one/Second.class")) {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.createFile(path);
        }
        scanned = LibraryClasses.scan(new LinkedHashSet<>(List.of(folder.resolve("b"), folder.resolve("a"))));
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        scanned.write(folder);
        LibraryClasses read = LibraryClasses.beside(folder.resolve("crema.jar")).orElseThrow();
        assertThat(read.libraries()).containsExactly(folder.resolve("b"), folder.resolve("a"));
        for (String name : List.of("one", "", "none"))
            assertThat(read.in(name)).as(name).isEqualTo(scanned.in(name));
        assertThat(read.contains("one", "Second")).isTrue();
        assertThat(read.contains("one", "First$Inner")).isTrue();
        assertThat(read.named("First")).containsExactly("one.First");
    }

    @Test
    void withoutAFileNothingIsKnown() {
        assertThat(LibraryClasses.beside(folder.resolve("crema.jar"))).isEmpty();
    }

    @Test
    void aDamagedFileIsLikeNone() throws IOException {
        scanned.write(folder);
        Path index = folder.resolve(LibraryClasses.FILE);
        Files.writeString(index, Files.readString(index).strip());
        assertThat(LibraryClasses.beside(folder.resolve("crema.jar"))).isEmpty();
    }

    @Test
    void aFolderWithoutClassesHasNone() throws IOException {
        Files.createDirectories(folder.resolve("empty"));
        assertThat(LibraryClasses.scan(Set.of(folder.resolve("empty"))).contains("one"))
                .isFalse();
    }
}
