package dev.crema.viz.mark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CategoryLabelsTest {
    private static final List<String> NAMES = List.of("airplane", "automobile", "bird", "cat");

    @Test
    void whatHasRoomStandsLevelAtFullSize() {
        assertThat(CategoryLabels.below(NAMES, 80)).isEqualTo(new CategoryLabels(13, 1, false));
        assertThat(CategoryLabels.beside(NAMES, 30)).isEqualTo(new CategoryLabels(13, 1, false));
    }

    @Test
    void namesGetALittleSmallerThenStandAndOnlyThenAreThinned() {
        assertThat(CategoryLabels.below(NAMES, 60)).isEqualTo(new CategoryLabels(11.5, 1, false));
        assertThat(CategoryLabels.below(NAMES, 40)).isEqualTo(new CategoryLabels(13, 1, true));
        assertThat(CategoryLabels.below(NAMES, 10)).isEqualTo(new CategoryLabels(10, 1, true));
        assertThat(CategoryLabels.below(NAMES, 6)).isEqualTo(new CategoryLabels(10, 2, true));
        assertThat(CategoryLabels.beside(NAMES, 3)).isEqualTo(new CategoryLabels(10, 4, false));
    }

    @Test
    void numbersThatCountAreThinnedInRoundSteps() {
        List<String> hundred = count(100);
        assertThat(CategoryLabels.beside(hundred, 30)).isEqualTo(new CategoryLabels(13, 1, false));
        assertThat(CategoryLabels.beside(hundred, 16)).isEqualTo(new CategoryLabels(13, 2, false));
        assertThat(CategoryLabels.beside(hundred, 9)).isEqualTo(new CategoryLabels(13, 5, false));
        assertThat(CategoryLabels.below(hundred, 9)).isEqualTo(new CategoryLabels(13, 5, false));
        assertThat(CategoryLabels.below(count(1000), 0.9)).isEqualTo(new CategoryLabels(13, 50, false));
    }

    @Test
    void numbersThatMeanSomethingAreNames() {
        assertThat(CategoryLabels.counts(List.of("1", "2", "3"))).isTrue();
        assertThat(CategoryLabels.counts(List.of("2", "4", "8"))).isFalse();
        assertThat(CategoryLabels.counts(List.of("0.1", "0.01"))).isFalse();
    }

    private static List<String> count(int classes) {
        return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
    }
}
