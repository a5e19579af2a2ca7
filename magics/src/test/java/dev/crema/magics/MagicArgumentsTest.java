package dev.crema.magics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crema.magics.MagicArguments.Option;
import dev.crema.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class MagicArgumentsTest {
    private final FakeHost host = new FakeHost()
            .with("n", 7)
            .with("base / 10", 0.01)
            .with("scalar", Tensor.scalar(0.5))
            .with("net", "a text");

    private MagicArguments read(String line) {
        return MagicArguments.read(
                "train",
                line,
                host,
                List.of(Option.value("epochs"), Option.value("lr"), Option.value("title"), Option.flag("quiet")));
    }

    @Test
    void wordsSplitAtSpacesOutsideQuotesAndBrackets() {
        assertThat(read("net f(a, b) {x + y} \"two words\" arr[i + 1]").words())
                .containsExactly("net", "f(a, b)", "{x + y}", "\"two words\"", "arr[i + 1]");
        assertThatThrownBy(() -> read("f(a")).hasMessage("%train: the bracket ( does not end in: f(a");
        assertThatThrownBy(() -> read("--title \"open")).hasMessageContaining("the quote \" does not end");
    }

    @Test
    void valuesAreLiteralsOrExpressionsOfTheNotebook() {
        assertThat(read("--epochs 10").integer("epochs", 1)).isEqualTo(10);
        assertThat(read("--epochs n").integer("epochs", 1)).isEqualTo(7);
        assertThat(read("--lr {base / 10}").number("lr", 1)).isEqualTo(0.01);
        assertThat(read("--lr scalar").number("lr", 1)).isEqualTo(0.5);
        assertThat(read("--lr 5e-4").number("lr", 1)).isEqualTo(5e-4);
        assertThat(read("--title 'Loss of a run'").text("title", "")).isEqualTo("Loss of a run");
        assertThat(read("").integer("epochs", 3)).isEqualTo(3);
        assertThat(read("--quiet net").has("quiet")).isTrue();
        assertThat(read("--quiet net").words()).containsExactly("net");
    }

    @Test
    void mistakesAreOneSentenceWithTheWayOut() {
        assertThatThrownBy(() -> read("net --epoch 3"))
                .isInstanceOf(MagicException.class)
                .hasMessage("%train: no option --epoch; did you mean --epochs?");
        assertThatThrownBy(() -> read("--zzz 1"))
                .hasMessage("%train: no option --zzz; there are --epochs --lr --title --quiet");
        assertThatThrownBy(() -> read("--epochs")).hasMessage("%train: --epochs needs a value after it");
        assertThatThrownBy(() -> read("--epochs 2.5").integer("epochs", 1))
                .hasMessage("%train: --epochs needs a whole number, got 2.5");
        assertThatThrownBy(() -> read("--lr net").number("lr", 1))
                .hasMessage("%train: --lr needs a number, got net (a String)");
        assertThatThrownBy(() -> read("--lr unknown").number("lr", 1))
                .hasMessage("%train: unknown: cannot find symbol unknown");
        assertThatThrownBy(() -> read("net").value(0, "MODEL", Tensor.class))
                .hasMessage("%train: MODEL must be a Tensor, but net is a String");
        assertThatThrownBy(() -> read("").value(0, "MODEL", Tensor.class))
                .hasMessage("%train: MODEL is missing; %train? shows the usage");
    }

    @Test
    void theNearestWordIsFound() {
        assertThat(Nearest.hint("epcohs", List.of("epochs", "lr"), "--")).isEqualTo("; did you mean --epochs?");
        assertThat(Nearest.hint("xyz", List.of("epochs", "lr"), "--")).isEmpty();
        Magics magics = new Magics().add(new TrainMagic(), new PlotMagic());
        assertThatThrownBy(() -> magics.get("trian"))
                .hasMessage("%trian: no such magic; did you mean %train?; %lsmagic lists them all");
    }
}
