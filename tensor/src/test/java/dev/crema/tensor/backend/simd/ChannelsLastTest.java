package dev.crema.tensor.backend.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.crema.tensor.Generator;
import dev.crema.tensor.Tensor;
import dev.crema.tensor.storage.NativeMemory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Images between planes and rows of channels, once blocks of them are moved in registers.
class ChannelsLastTest {
    private static final int[] CHANNELS = {1, 3, 4, 7, 8, 9, 10, 13, 16, 17, 64};
    private static final int[] PIXELS = {1, 5, 8, 9, 15, 16, 17, 31, 40, 121};

    @BeforeAll
    static void kernelsAreCompiled() {
        assumeThat(VectorApi.obstacle()).as("why there are no vectors").isEmpty();
        int channels = 64;
        int pixels = 1000;
        Tensor planes = random(channels * pixels);
        Tensor rows = random(channels * pixels);
        for (int i = 0; i < 20; i++)
            ChannelsLast.fromPlanes(at(planes), 4L * pixels, channels, pixels, at(rows), channels);
        VectorApi.awaitKernels();
    }

    private static Tensor random(int count) {
        return Generator.of(1).randn(count + 64);
    }

    private static long at(Tensor tensor) {
        return tensor.storage().address();
    }

    @Test
    void rowsHoldTheChannelsOfAPixelAndThenZeros() {
        for (int channels : CHANNELS)
            for (int pixels : PIXELS) {
                int lanes = GatheredProduct.wholeVectors(channels);
                Tensor planes = random(channels * pixels);
                Tensor rows = random(lanes * pixels);
                float[] before = rows.toFloats();
                ChannelsLast.fromPlanes(at(planes), 4L * pixels, channels, pixels, at(rows), lanes);
                float[] from = planes.toFloats();
                float[] expected = before.clone();
                for (int p = 0; p < pixels; p++)
                    for (int c = 0; c < lanes; c++) expected[p * lanes + c] = c < channels ? from[c * pixels + p] : 0;
                assertThat(rows.toFloats())
                        .as("%d channels, %d pixels", channels, pixels)
                        .containsExactly(expected);
            }
    }

    @Test
    void planesGetTheirBiasAndNothingElseIsWritten() {
        for (int channels : CHANNELS)
            for (int pixels : PIXELS)
                for (boolean hasBias : new boolean[] {false, true}) {
                    int lanes = GatheredProduct.wholeVectors(channels);
                    Tensor rows = random(lanes * (pixels + 16)); // it may read behind the last row
                    Tensor planes = random(channels * pixels).neg();
                    Tensor bias = random(channels);
                    float[] from = rows.toFloats();
                    from[0] = -0f;
                    NativeMemory.setFloat(at(rows), -0f);
                    float[] expected = planes.toFloats();
                    ChannelsLast.toPlanes(
                            at(rows), lanes, pixels, at(planes), 4L * pixels, channels, hasBias ? at(bias) : 0);
                    float[] terms = bias.toFloats();
                    for (int p = 0; p < pixels; p++)
                        for (int c = 0; c < channels; c++)
                            expected[c * pixels + p] = from[p * lanes + c] + (hasBias ? terms[c] : -0f);
                    assertThat(planes.toFloats())
                            .as("%d channels, %d pixels, bias %s", channels, pixels, hasBias)
                            .containsExactly(expected);
                }
    }
}
