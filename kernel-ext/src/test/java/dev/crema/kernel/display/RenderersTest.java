package dev.crema.kernel.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crema.magics.MimeBundle;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RenderersTest {
    record Point(int x, double[] y) {}

    record Named(String name) {
        @Override
        public String toString() {
            return "<" + name + ">";
        }
    }

    private final Renderers renderers = Renderers.standard();

    private String text(@Nullable Object value) {
        return renderers.render(value).data().getOrDefault("text/plain", "");
    }

    @Test
    void arraysAreShownAsValues() {
        assertThat(text(new int[] {1, 2, 3})).isEqualTo("[1, 2, 3]");
        assertThat(text(new double[][] {{1, 2}, {3, 4}})).isEqualTo("[[1.0, 2.0], [3.0, 4.0]]");
        assertThat(text(new String[] {"a", null})).isEqualTo("[a, null]");
        assertThat(text(new char[0])).isEqualTo("[]");
    }

    @Test
    void longArraysAreShortenedInTheMiddle() {
        assertThat(text(new int[1000])).hasSizeLessThan(120).contains("…").endsWith("(1000)]");
    }

    @Test
    void rowsThatDoNotFitOnALineStandBelowEachOther() {
        assertThat(text(new double[4][12]).lines()).hasSize(4);
    }

    @Test
    void arraysInsideCollectionsMapsAndRecordsAreValuesToo() {
        assertThat(text(List.of(new int[] {1}))).isEqualTo("[[1]]");
        assertThat(text(new TreeMap<>(Map.of("a", new long[] {2})))).isEqualTo("{a=[2]}");
        assertThat(text(new Point(1, new double[] {0.5}))).isEqualTo("Point[x=1, y=[0.5]]");
        assertThat(text(Optional.of(new int[] {3}))).isEqualTo("Optional[[3]]");
    }

    @Test
    void aToStringThatSomebodyWroteIsUsed() {
        assertThat(text(new Named("n"))).isEqualTo("<n>");
        assertThat(text(List.of(new Named("n"), 1))).isEqualTo("[<n>, 1]");
    }

    @Test
    void aCollectionThatHoldsItselfEnds() {
        var list = new ArrayList<Object>();
        list.add(list);
        assertThat(text(list)).isEqualTo("[(this ArrayList)]");
    }

    @Test
    void nullIsShown() {
        assertThat(text(null)).isEqualTo("null");
    }

    @Test
    void aListOfRecordsIsATable() {
        MimeBundle bundle = renderers.render(List.of(new Named("<a>"), new Named("b")));
        assertThat(bundle.data().get("text/html")).contains("<th>name</th>", "<td>&lt;a&gt;</td>");
        assertThat(bundle.data().get("text/plain")).isEqualTo("name\n<a>\nb");
    }

    @Test
    void anImageIsAPicture() {
        MimeBundle bundle = renderers.render(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB));
        assertThat(Base64.getDecoder().decode(bundle.data().get("image/png"))).startsWith(0x89, 'P', 'N', 'G');
        assertThat(bundle.metadata().get("image/png")).containsEntry("width", 3);
        assertThat(bundle.data()).containsKey("text/plain");
    }

    @Test
    void anExceptionAsAValueShowsItsStack() {
        assertThat(text(new IllegalStateException("kept")))
                .startsWith("java.lang.IllegalStateException: kept")
                .contains("\tat ");
    }

    @Test
    void theMostSpecificRendererIsTaken() {
        renderers.add(Number.class, n -> MimeBundle.text("number"));
        renderers.add(Integer.class, n -> MimeBundle.text("integer"));
        assertThat(text(1)).isEqualTo("integer");
        assertThat(text(1.0)).isEqualTo("number");
    }

    @Test
    void aRendererThatThrowsAnErrorDoesNoHarm() {
        renderers.add(Named.class, n -> {
            throw new NoClassDefFoundError("gone");
        });
        assertThat(text(new Named("n"))).startsWith("<n>").contains("renderer failed", "gone");
    }

    @Test
    void plainTextIsAddedToWhatARendererGives() {
        renderers.add(Named.class, n -> new MimeBundle(Map.of("text/html", "<b>n</b>"), Map.of()));
        assertThat(renderers.render(new Named("n")).data())
                .containsEntry("text/plain", "<n>")
                .containsKey("text/html");
    }

    @Test
    void whatAToStringThrowsIsTheUsersError() {
        Object broken = new Object() {
            @Override
            public String toString() {
                throw new UnsupportedOperationException("no text");
            }
        };
        assertThatThrownBy(() -> renderers.render(broken)).hasMessage("no text");
    }
}
