package dev.crema.tensor.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BlockPoolTest {
    private static final long MEBIBYTE = 1 << 20;
    private static final long BUDGET = 512 * MEBIBYTE;

    private final Counted pages = new Counted();
    private final BlockPool pool = new BlockPool(pages, BUDGET);

    @Test
    void aHugeBlockThatTheCollectorFreedGoesBackToTheSystemAtOnce() {
        int huge = SizeClass.of(300 * MEBIBYTE);
        for (int i = 0; i < 50; i++) {
            long address = pool.acquire(huge);
            assertThat(address).isNotZero();
            assertThat(pages.bytes()).isLessThan(310 * MEBIBYTE);
            pool.collected(huge, address);
            assertThat(pages.bytes()).isZero();
        }
        assertThat(pool.inUse()).isZero();
        assertThat(pool.idle()).isZero();
    }

    @Test
    void aBlockThatAStepFreedIsUsedAgain() {
        int large = SizeClass.of(80 * MEBIBYTE);
        long address = pool.acquire(large);
        pool.release(large, address);
        assertThat(pool.idle()).isEqualTo(SizeClass.capacity(large));
        assertThat(pool.acquire(large)).isEqualTo(address);
        assertThat(pool.idle()).isZero();
    }

    @Test
    void freeBlocksNeverTakeMoreThanAQuarterOfTheBudget() {
        int large = SizeClass.of(20 * MEBIBYTE);
        long[] addresses = new long[20];
        for (int i = 0; i < addresses.length; i++) addresses[i] = pool.acquire(large);
        for (long address : addresses) {
            pool.release(large, address);
            assertThat(pool.idle()).isLessThanOrEqualTo(BUDGET / 4);
        }
        assertThat(pages.bytes()).isLessThanOrEqualTo(BUDGET / 4 + MEBIBYTE);
    }

    @Test
    void freeBlocksMakeRoomForOneOfAnotherSize() {
        int first = SizeClass.of(100 * MEBIBYTE);
        pool.release(first, pool.acquire(first));
        long second = pool.acquire(SizeClass.of(430 * MEBIBYTE));
        assertThat(second).isNotZero();
        assertThat(pages.bytes()).isLessThanOrEqualTo(BUDGET);
    }

    @Test
    void theBudgetIsKept() {
        int large = SizeClass.of(200 * MEBIBYTE);
        assertThat(pool.acquire(large)).isNotZero();
        assertThat(pool.acquire(large)).isNotZero();
        assertThat(pool.acquire(large)).isZero();
        assertThat(pool.peak()).isLessThanOrEqualTo(BUDGET);
    }

    @Test
    void pagesOfFreeBlocksInChunksGoBackToo() {
        int middling = SizeClass.of(MEBIBYTE);
        long[] addresses = new long[40];
        for (int i = 0; i < addresses.length; i++) addresses[i] = pool.acquire(middling);
        for (long address : addresses) pool.release(middling, address);
        pool.purge(0);
        assertThat(pool.idle()).isZero();
        assertThat(pages.discarded).isEqualTo(40 * MEBIBYTE);
        long chunks = pages.bytes();
        for (int i = 0; i < addresses.length; i++)
            assertThat(pool.acquire(middling)).isNotZero();
        assertThat(pages.bytes()).as("discarded blocks are used again").isEqualTo(chunks);
    }

    @Test
    void aMappingWithoutNativeCallsJoinsWhatWasFreed() {
        var mapped = new MappedPages(64 * MEBIBYTE);
        long first = mapped.map(20 * MEBIBYTE);
        long second = mapped.map(20 * MEBIBYTE);
        long third = mapped.map(20 * MEBIBYTE);
        assertThat(mapped.map(20 * MEBIBYTE)).isZero();
        mapped.unmap(first, 20 * MEBIBYTE);
        mapped.unmap(third, 20 * MEBIBYTE);
        mapped.unmap(second, 20 * MEBIBYTE);
        assertThat(mapped.map(60 * MEBIBYTE)).isEqualTo(first);
    }

    /// Pages that are only counted.
    private static final class Counted implements Pages {
        private final Map<Long, Long> mapped = new HashMap<>();
        private long next = 4096;
        private long discarded;

        @Override
        public long map(long bytes) {
            long address = next;
            next += bytes;
            mapped.put(address, bytes);
            return address;
        }

        @Override
        public void unmap(long address, long bytes) {
            assertThat(mapped.remove(address)).isEqualTo(bytes);
        }

        @Override
        public void discard(long address, long bytes) {
            discarded += bytes;
        }

        long bytes() {
            return mapped.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
