package dev.crema.kernel.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecordConstructorTest {
    private static String marked(String source) {
        var at = RecordConstructor.withoutAccess(source);
        return at.isEmpty() ? "" : source.substring(at.getAsInt());
    }

    @Test
    void aCompactConstructorIsFound() {
        assertThat(marked("record R(int a) { R { if (a < 0) throw new Error(); } }"))
                .startsWith("R { if");
        assertThat(marked("record R<T>(T a) implements Runnable {\n int n() { return 1; }\n @Deprecated R { } }"))
                .startsWith("R { }");
    }

    @Test
    void aCanonicalConstructorIsFoundByItsParameters() {
        assertThat(
                        marked(
                                "record R(int a, int b) { R(int a) { this(a, 0); } R(int a,int b) { this.a = a; this.b = b; } }"))
                .startsWith("R(int a,int b)");
    }

    @Test
    void whatSaysWhoMayCallItAndWhatIsNoConstructorIsLeftAlone() {
        assertThat(marked("record R(int a) { public R { } }")).isEmpty();
        assertThat(marked("record R(int a) { static R of() { return new R(1); } R twice() { return new R(2 * a); } }"))
                .isEmpty();
        assertThat(marked("class R { record S(int a) { S { } } R() { } }")).isEmpty();
        assertThat(marked("record R(int a) {}")).isEmpty();
        assertThat(marked("record R(int a) { static final R ZERO = new R(0); }"))
                .isEmpty();
    }
}
