package dev.crema.kernel.source;

import static dev.crema.kernel.source.Unit.Kind.EXPRESSION;
import static dev.crema.kernel.source.Unit.Kind.IMPORT;
import static dev.crema.kernel.source.Unit.Kind.METHOD;
import static dev.crema.kernel.source.Unit.Kind.STATEMENT;
import static dev.crema.kernel.source.Unit.Kind.TYPE;
import static dev.crema.kernel.source.Unit.Kind.VARIABLE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnitKindsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "int x = 1;",
                "var x = 1",
                "java.util.Map<String, int[]> m;",
                "final double[] a = {1}, b;",
                "int a[] = new int[3];",
                "Map<?, ? extends List<Integer>> m = null;",
                "String s",
                "@Deprecated static int y = 2;"
            })
    void declarationsOfVariablesAreRecognised(String source) {
        assertThat(UnitKinds.of(source)).isEqualTo(VARIABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x + 1",
                "foo(1);",
                "x = 3;",
                "i < n",
                "a < b && c > d",
                "new Foo<>(1)",
                "list.get(0)",
                "i++;",
                "x",
                "(a) + b",
                "\"text\".length()",
                "switch (x) { case 1 -> 2; default -> 3; }",
                "a ? b : c",
                "this"
            })
    void expressionsAreRecognised(String source) {
        assertThat(UnitKinds.of(source)).isEqualTo(EXPRESSION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if (a) b();",
                "for (;;) {}",
                "{ int x; }",
                "outer: while (true) {}",
                "throw e;",
                "try {} finally {}",
                "synchronized (x) {}",
                "assert x > 0;"
            })
    void statementsAreRecognised(String source) {
        assertThat(UnitKinds.of(source)).isEqualTo(STATEMENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "class A {}",
                "public final class B extends C {}",
                "record P(int a) {}",
                "sealed interface S permits T {}",
                "non-sealed class T {}",
                "enum E { A }",
                "@interface I {}",
                "@A(b = 1) class D {}"
            })
    void typesAreRecognised(String source) {
        assertThat(UnitKinds.of(source)).isEqualTo(TYPE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "void f() {}",
                "<T> T id(T t) { return t; }",
                "public static int[] f(int... a) throws E {}",
                "List<String> names() { return null; }"
            })
    void methodsAreRecognised(String source) {
        assertThat(UnitKinds.of(source)).isEqualTo(METHOD);
    }

    @Test
    void importsAreRecognised() {
        assertThat(UnitKinds.of("import java.util.*;")).isEqualTo(IMPORT);
        assertThat(UnitKinds.of("import static java.lang.Math.max;")).isEqualTo(IMPORT);
    }
}
