package dev.crema.kernel.assist;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenStringTest {
    @Test
    void whatIsTypedOfAnOpenStringIsFound() {
        assertThat(OpenString.before("Path.of(\"data/mn")).isEqualTo("data/mn");
        assertThat(OpenString.before("f(\"a\", \"b")).isEqualTo("b");
        assertThat(OpenString.before("char c = '\"'; f(\"x")).isEqualTo("x");
        assertThat(OpenString.before("String a = \"1\";\nString b = \"")).isEmpty();
    }

    @Test
    void closedStringsCommentsAndTextBlocksAreNone() {
        assertThat(OpenString.before("f(\"a\").g")).isNull();
        assertThat(OpenString.before("// \"quoted")).isNull();
        assertThat(OpenString.before("var t = \"\"\"")).isNull();
        assertThat(OpenString.before("f(\"a\\\"b\"")).isNull();
    }
}
