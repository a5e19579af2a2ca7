package dev.crema.nn.cases;

import dev.crema.nn.CaseFile;
import dev.crema.tensor.Tensor;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// Numbers of PyTorch, case by case. `-Dcrema.cases=folder` takes other cases of the same kinds.
class ReferenceCasesTest {
    @BeforeEach
    void seed() {
        Tensor.manualSeed(0);
    }

    private static Stream<DynamicTest> tests(String topic, Consumer<Case> run) {
        List<Case> cases = CaseFile.of(topic).stream()
                .flatMap(file -> file.cases().stream())
                .map(each -> new Case(each.body()))
                .toList();
        return cases.stream().map(each -> DynamicTest.dynamicTest(each.id(), () -> run.accept(each)));
    }

    @TestFactory
    Stream<DynamicTest> linearRegression() {
        return tests("a_", RegressionCases::linear);
    }

    @TestFactory
    Stream<DynamicTest> quizScores() {
        return tests("b_", RegressionCases::quiz);
    }

    @TestFactory
    Stream<DynamicTest> logisticRegression() {
        return tests("c_", RegressionCases::logistic);
    }

    @TestFactory
    Stream<DynamicTest> xor() {
        return tests("d_", NetworkCases::xor);
    }

    @TestFactory
    @Tag("data")
    Stream<DynamicTest> mnist() {
        return tests("e_", NetworkCases::mnist);
    }

    @TestFactory
    Stream<DynamicTest> losses() {
        return tests("g_", LossCases::run);
    }

    @TestFactory
    Stream<DynamicTest> optimisersAndSchedulers() {
        return tests("h_", OptimizerCases::run);
    }

    @TestFactory
    Stream<DynamicTest> initialisers() {
        return tests("j_", InitCases::run);
    }
}
