package dev.crema.kernel.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformClassesTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        PlatformClasses.write(folder);
    }

    @Test
    void listsThePackagesOfTheJdkAsTheCompilerDoes() throws IOException {
        var indexed = PlatformClasses.of(folder);
        try (StandardJavaFileManager files =
                ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null)) {
            JavaFileManager.Location base = files.getLocationForModule(StandardLocation.SYSTEM_MODULES, "java.base");
            for (String name : List.of("java.lang", "java.util", "java.util.stream", "java.time")) {
                List<String> expected = StreamSupport.stream(
                                files.list(base, name, Set.of(Kind.CLASS), false)
                                        .spliterator(),
                                false)
                        .map(file -> files.inferBinaryName(base, file))
                        .filter(each -> !LibraryFiles.isWithoutName(each.replace('.', '/')))
                        .toList();
                assertThat(indexed.in(name))
                        .extracting(file -> ((IndexedClass) file).binaryName())
                        .as(name)
                        .containsExactlyInAnyOrderElementsOf(expected);
            }
        }
    }

    @Test
    void opensTheClassesItLists() throws IOException {
        JavaFileObject map = PlatformClasses.of(folder).in("java.util").stream()
                .filter(file -> file.isNameCompatible("Map$Entry", Kind.CLASS))
                .findFirst()
                .orElseThrow();
        try (InputStream in = map.openInputStream()) {
            assertThat(in.readNBytes(4)).containsExactly(0xCA, 0xFE, 0xBA, 0xBE);
        }
        assertThat(map.toUri()).hasToString("jrt:/java.base/java/util/Map%24Entry.class");
    }

    @Test
    void knowsNothingOfAnotherJdk() throws IOException {
        Path index = folder.resolve("platform.index");
        Files.writeString(index, "another JDK" + Files.readString(index).replaceFirst("^[^\n]*", ""));
        assertThat(PlatformClasses.of(folder).in("java.util")).isEmpty();
    }

    @Test
    void aDamagedFileIsLikeNone() throws IOException {
        Path index = folder.resolve("platform.index");
        Files.writeString(index, Files.readString(index).substring(0, 5_000));
        assertThat(PlatformClasses.of(folder).in("java.util.stream")).isEmpty();
    }
}
