package dev.crema.viz.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crema.viz.Plot;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A `java.awt.Font`, even a bundled one, asks for fontconfig and fails on machines without it.
class NoMachineFontTest {
    private static final List<String> FORBIDDEN_METHODS =
            List.of("drawString", "drawGlyphVector", "getFontMetrics", "getFontRenderContext", "setFont", "getFont");

    @Test
    void noClassTouchesAFontOfTheMachine() throws IOException, URISyntaxException {
        Path classes = Path.of(
                Plot.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        var found = new ArrayList<String>();
        int seen = 0;
        try (var files = Files.walk(classes)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                seen++;
                for (var entry : ClassFile.of().parse(file).constantPool()) {
                    boolean font = entry instanceof ClassEntry type
                            && (type.asInternalName().startsWith("java/awt/Font")
                                    || type.asInternalName().startsWith("java/awt/font/")
                                    || type.asInternalName().startsWith("javax/swing"));
                    boolean call = entry instanceof MemberRefEntry member
                            && member.owner().asInternalName().startsWith("java/awt")
                            && FORBIDDEN_METHODS.contains(member.name().stringValue());
                    if (font || call) found.add(file.getFileName() + ": " + entry);
                }
            }
        }
        assertThat(seen).isGreaterThan(50);
        assertThat(found).isEmpty();
    }
}
