package dev.crema.tensor.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The reference cases of this folder, or of `-Dcrema.cases=/folder`.
class CasesTest {
    private static Path folder() {
        String asked = System.getProperty("crema.cases", "");
        if (!asked.isBlank()) return Path.of(asked);
        try {
            URI here = java.util.Objects.requireNonNull(CasesTest.class.getResource("/cases"))
                    .toURI();
            return Path.of(here);
        } catch (URISyntaxException impossible) {
            throw new UncheckedIOException(new java.io.IOException(impossible));
        }
    }

    @TestFactory
    Stream<DynamicTest> everyCaseGivesPyTorchsNumbers() {
        return ReferenceCase.in(folder()).stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.id() + ": " + each.expression(),
                        () -> assertThat(each.differences()).as(each.id()).isEmpty()));
    }

    @Test
    void theFolderHasCases() {
        assertThat(ReferenceCase.in(folder())).hasSizeGreaterThan(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-2**2 | -4",
                "2**-1 | 0.5",
                "(1+2)*3//2%4 | 0",
                "not 1 > 2 and 3 != 4 | true",
                "torch.arange(6).view(2,3)[1, -1].item() | 5",
                "torch.arange(6).view(2,3)[:, ::2].sum(dim=1, keepdim=True).shape | [2, 1]",
                "x = torch.zeros(2,3); x[:,1] = 1; x += 1; x.tolist() | [[1.0, 2.0, 1.0], [1.0, 2.0, 1.0]]",
                "x = torch.ones(3); x.mul_(2).add_(1); x.sum().item() | 9.0",
                "torch.einsum('ij,jk->ik', torch.ones(2,3), torch.ones(3,4)).sum().item() | 24.0",
                "torch.cat([torch.ones(2), torch.zeros(1)]).tolist() | [1.0, 1.0, 0.0]",
                "torch.where(torch.arange(3) > 0, 1.0, -1.0).tolist() | [-1.0, 1.0, 1.0]",
                "v, i = torch.arange(3).max(0); i.item() | 2",
                "nn.Softmax(dim=0)(torch.zeros(2)).tolist() | [0.5, 0.5]",
                "F.cross_entropy(torch.zeros(1, 4), torch.tensor([2])).exp().round().item() | 4.0",
                "w = torch.ones(2, requires_grad=True); (w*3).sum().backward(); w.grad.tolist() | [3.0, 3.0]",
                "x=torch.arange(4.0); x[x > 1] = 0; x.sum().item() | 1.0",
                "torch.tensor([1,2]).dtype == torch.int64 | true",
                "float(torch.tensor(2)) / 4 + math.pi * 0 | 0.5",
                "torch.ones(2)[None].size(0) | 1",
                "len(torch.ones(5).split([2, 3])) | 2"
            })
    void theEvaluatorKnowsPython(String expression, String expected) {
        assertThat(String.valueOf(Expression.evaluate(expression, new HashMap<>())))
                .isEqualTo(expected);
    }

    @Test
    void aWrongNumberIsReported() {
        List<ReferenceCase> cases = ReferenceCase.in(folder());
        ReferenceCase first = cases.getFirst();
        ReferenceCase wrong =
                new ReferenceCase(first.id(), "(" + first.expression() + ") + 1", first.inputs(), first.json());
        assertThat(wrong.differences()).isNotEmpty();
    }

    /// Reports every case of a folder by its id: `java … dev.crema.tensor.cases.CasesTest$Main /folder`.
    static final class Main {
        public static void main(String[] arguments) {
            int failed = 0;
            List<ReferenceCase> cases = ReferenceCase.in(arguments.length > 0 ? Path.of(arguments[0]) : folder());
            for (ReferenceCase each : cases) {
                List<String> differences = each.differences();
                if (!differences.isEmpty()) failed++;
                System.out.println((differences.isEmpty() ? "pass " : "FAIL ") + each.id() + "  " + each.expression()
                        + (differences.isEmpty() ? "" : "  " + differences));
            }
            System.out.println(cases.size() - failed + " of " + cases.size() + " cases pass");
            if (failed > 0) System.exit(1);
        }
    }
}
