package dev.crema.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TablesTest {
    @Test
    void everyTableIsWhole() {
        assertThat(Tables.iris().dataset("species").x().shape().toInts()).containsExactly(150, 4);
        assertThat(Tables.iris().unique("species")).containsExactly("Iris-setosa", "Iris-versicolor", "Iris-virginica");
        assertThat(Tables.wine().dataset("class").x().shape().toInts()).containsExactly(178, 13);
        assertThat(Tables.breastCancer().size()).isEqualTo(699);
        TensorDataset biopsies = Tables.breastCancer().dropMissing().dataset("class");
        assertThat(biopsies.size()).isEqualTo(683);
        assertThat(biopsies.y().sum().itemInt()).as("malignant").isEqualTo(239);
        TensorDataset notes = Tables.banknote().dataset("class");
        assertThat(notes.x().shape().toInts()).containsExactly(1372, 4);
        assertThat(notes.y().sum().itemInt()).isEqualTo(610);
        assertThat(Tables.cars().tensor().shape().toInts()).containsExactly(74, 8);
    }

    @Test
    void theTablesOfTheDecksAreThere() {
        assertThat(Tables.line().column("y")).containsExactly(1, 1, 2, 4, 5, 7, 8, 9, 10, 9);
        double[] quiz = Tables.scores().column("Quiz");
        assertThat(quiz).hasSize(13);
        assertThat(quiz[12]).isCloseTo(16.9, within(0.0));
    }

    @Test
    void theLicenceStandsBesideTheTables() throws Exception {
        try (InputStream origin = Tables.class.getResourceAsStream("tables/ORIGIN.md")) {
            assertThat(new String(origin.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("CC BY 4.0", "Fisher");
        }
    }
}
