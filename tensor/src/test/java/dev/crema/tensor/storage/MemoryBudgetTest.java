package dev.crema.tensor.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryBudgetTest {
    @TempDir
    Path root;

    @Test
    void tensorsGetHalfOfTheMemoryAndMoreWhereThereIsLittle() {
        assertThat(MemoryBudget.of(24L << 30)).isEqualTo(12L << 30);
        assertThat(MemoryBudget.of(2L << 30)).isEqualTo(1 << 30);
        assertThat(MemoryBudget.of(1 << 30)).isEqualTo(640 << 20);
        assertThat(MemoryBudget.of(512 << 20)).isEqualTo(256 << 20);
    }

    @Test
    void withoutAControlGroupThereIsNoLimit() {
        assertThat(MemoryBudget.container(root)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aContainerHasItsLimitAtTheRoot() throws IOException {
        write("proc/self/cgroup", "0::/\n");
        write("sys/fs/cgroup/memory.max", "1073741824\n");
        assertThat(MemoryBudget.container(root)).isEqualTo(1 << 30);
    }

    @Test
    void theSmallestLimitOfTheGroupsAboveCounts() throws IOException {
        write("proc/self/cgroup", "0::/user.slice/session.scope\n");
        write("sys/fs/cgroup/user.slice/session.scope/memory.max", "max\n");
        write("sys/fs/cgroup/user.slice/memory.max", "536870912\n");
        assertThat(MemoryBudget.container(root)).isEqualTo(512 << 20);
    }

    @Test
    void groupsOfVersionOneCountToo() throws IOException {
        write("proc/self/cgroup", "5:cpu:/a\n4:memory:/docker/abc\n0::/\n");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        write("sys/fs/cgroup/memory/docker/abc/memory.limit_in_bytes", "268435456\n");
        assertThat(MemoryBudget.container(root)).isEqualTo(256 << 20);
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
