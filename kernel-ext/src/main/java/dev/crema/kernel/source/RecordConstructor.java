package dev.crema.kernel.source;

import java.util.OptionalInt;

/// Where a record's own canonical constructor starts. JShell makes the records of cells public, and the compiler
/// then wants their constructors public too: nobody writes that in a notebook, so the kernel adds it.
public final class RecordConstructor {
    private final JavaScanner scanner;
    private final String source;
    private boolean more;

    private RecordConstructor(String source) {
        this.source = source;
        scanner = new JavaScanner(source);
    }

    /// The offset of a canonical constructor, compact or not, that says nothing about who may call it; empty if
    /// there is none.
    ///
    /// @param source a whole declaration
    public static OptionalInt withoutAccess(String source) {
        return new RecordConstructor(source).find();
    }

    private OptionalInt find() {
        String name = name();
        if (name.isEmpty()) return OptionalInt.empty();
        while (more && !scanner.is("(")) advance();
        String components = parameters();
        while (more && !scanner.is("{")) advance();
        boolean first = true;
        while (advance() && !scanner.is("}")) {
            if (first && scanner.is(name)) {
                int at = scanner.start();
                advance();
                if (scanner.is("{") || (scanner.is("(") && parameters().equals(components))) return OptionalInt.of(at);
            }
            if (scanner.is("@")) {
                advance();
                continue;
            }
            boolean block = scanner.is("{");
            first = block || scanner.is(";");
            if (block || scanner.is("(")) skip();
        }
        return OptionalInt.empty();
    }

    private boolean advance() {
        more = scanner.next();
        return more;
    }

    /// Behind the word `record` outside of all brackets; empty if this is no record.
    private String name() {
        while (advance())
            if (scanner.is("{") || scanner.is("class") || scanner.is("interface") || scanner.is("enum")) return "";
            else if (scanner.is("record")) return advance() ? scanner.token() : "";
            else if (scanner.is("(")) skip();
        return "";
    }

    /// What stands in the brackets that open here, without blanks; goes to the closing one.
    private String parameters() {
        int start = scanner.end();
        skip();
        return more ? source.substring(start, scanner.start()).replaceAll("\\s", "") : "";
    }

    /// Goes to the bracket that closes the one here.
    private void skip() {
        int depth = 1;
        while (depth > 0 && advance()) {
            if (scanner.operator() != 0 && "([{".indexOf(scanner.operator()) >= 0) depth++;
            if (scanner.operator() != 0 && ")]}".indexOf(scanner.operator()) >= 0) depth--;
        }
    }
}
