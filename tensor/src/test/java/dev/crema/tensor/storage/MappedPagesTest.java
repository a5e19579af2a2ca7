package dev.crema.tensor.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

/// The memory of a JVM without our flags.
class MappedPagesTest {
    private static final long BYTES = 256 << 10;

    private final MappedPages pages = new MappedPages(16 << 20);
    private final MemorySegment memory = pages.mapping();

    private void fill(long from, long count) {
        memory.asSlice(from, count).fill((byte) 7);
    }

    private long sevens(long from, long count) {
        return memory.asSlice(from, count)
                .elements(ValueLayout.JAVA_BYTE)
                .filter(each -> each.get(ValueLayout.JAVA_BYTE, 0) == 7)
                .count();
    }

    @Test
    void whatIsDiscardedLeavesItsNeighboursOnTheSamePages() {
        long block = pages.map(BYTES);
        fill(block, BYTES);
        pages.discard(block + 64, BYTES - 128);
        assertThat(sevens(block, 64)).isEqualTo(64);
        assertThat(sevens(block + BYTES - 64, 64)).isEqualTo(64);
        assertThat(sevens(block, BYTES)).isLessThanOrEqualTo(BYTES / 2);
    }

    @Test
    void whatIsUnmappedLeavesItsNeighboursAndIsUsedAgain() {
        long first = pages.map(BYTES + 100);
        long second = pages.map(100);
        long third = pages.map(BYTES);
        fill(first, BYTES + 100);
        fill(third, BYTES);
        pages.unmap(second, 100);
        assertThat(sevens(first, BYTES + 100)).isEqualTo(BYTES + 100);
        assertThat(sevens(third, BYTES)).isEqualTo(BYTES);
        assertThat(pages.map(100)).isEqualTo(second);
    }
}
