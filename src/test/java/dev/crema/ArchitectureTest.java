package dev.crema;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.module.ModuleDescriptor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Holds the table of modules and the fences of ARCHITECTURE.md.
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.crema");

    /// What a module must not use: everything that comes after it, and for charts all of nn but the values it
    /// measures.
    private static final Map<String, List<String>> FORBIDDEN = Map.of(
            "dev.crema.tensor..",
                    List.of(
                            "dev.crema.nn..",
                            "dev.crema.viz..",
                            "dev.crema.report..",
                            "dev.crema.magics..",
                            "dev.crema.kernel.."),
            "dev.crema.nn..",
                    List.of("dev.crema.viz..", "dev.crema.report..", "dev.crema.magics..", "dev.crema.kernel.."),
            "dev.crema.viz..",
                    List.of(
                            "dev.crema.nn",
                            "dev.crema.nn.data..",
                            "dev.crema.nn.init..",
                            "dev.crema.nn.loss..",
                            "dev.crema.nn.optim..",
                            "dev.crema.nn.train..",
                            "dev.crema.report..",
                            "dev.crema.magics..",
                            "dev.crema.kernel.."),
            "dev.crema.report..", List.of("dev.crema.magics..", "dev.crema.kernel.."),
            "dev.crema.magics..", List.of("dev.crema.kernel.."));

    @Test
    void modulesUseOnlyWhatTheTableAllows() {
        FORBIDDEN.forEach((module, forbidden) -> {
            assertThat(CLASSES.that(resideInAnyPackage(module))).as(module).hasSizeGreaterThan(3);
            noClasses()
                    .that()
                    .resideInAPackage(module)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(forbidden.toArray(new String[0]))
                    .because("ARCHITECTURE.md says what a module may use")
                    .check(CLASSES);
        });
    }

    @Test
    void nativeCodeIsFenced() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.crema.tensor.backend.ffi")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.lang\\.foreign\\.(Linker|SymbolLookup)")
                .check(CLASSES);
    }

    @Test
    void theVectorApiIsFenced() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.crema.tensor.backend.simd")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator.vector..")
                .because("everything else must load where the module is absent")
                .check(CLASSES);
    }

    @Test
    void noFontOfTheMachineIsUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.awt\\.(Font|FontMetrics|GraphicsEnvironment)|java\\.awt\\.font\\..*")
                .because("fonts need fontconfig, and pictures must be the same on all machines")
                .check(CLASSES);
    }

    @Test
    void layoutAndStorageKnowNothingAboveThem() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.crema.tensor.layout..", "dev.crema.tensor.storage..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.crema.tensor.op..", "dev.crema.tensor.backend", "dev.crema.tensor.backend.simd..")
                .check(CLASSES);
    }

    /// A cell imports all these packages by star: two equal names would be ambiguous in every notebook.
    @Test
    void publicNamesOfTheDefaultImportsAreUnique() {
        Set<String> ours = Set.of(
                "dev.crema.tensor",
                "dev.crema.nn",
                "dev.crema.nn.init",
                "dev.crema.nn.loss",
                "dev.crema.nn.optim",
                "dev.crema.nn.data",
                "dev.crema.nn.metrics",
                "dev.crema.nn.train",
                "dev.crema.viz",
                "dev.crema.viz.xchart",
                "dev.crema.report",
                "dev.crema.magics.exercise");
        Map<String, Set<String>> places = new TreeMap<>();
        CLASSES.stream()
                .filter(type -> ours.contains(type.getPackageName())
                        && type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> type.isTopLevelClass())
                .forEach(type -> places.computeIfAbsent(type.getSimpleName(), _ -> new TreeSet<>())
                        .add(type.getPackageName()));
        assertThat(places).hasSizeGreaterThan(40);
        for (String platform : List.of(
                "java.lang",
                "java.net",
                "java.io",
                "java.math",
                "java.nio.file",
                "java.time",
                "java.util",
                "java.util.concurrent",
                "java.util.function",
                "java.util.regex",
                "java.util.stream"))
            places.forEach((name, packages) -> {
                if (!name.equals("Module") && exists(platform + "." + name)) packages.add(platform);
            });
        assertThat(places.entrySet())
                .filteredOn(entry -> entry.getValue().size() > 1)
                .isEmpty();
    }

    private static boolean exists(String name) {
        try {
            Class.forName(name, false, ModuleDescriptor.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }
}
