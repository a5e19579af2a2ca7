package dev.crema.kernel.source;

/// Walks over the words of Java source: knows strings, text blocks, characters and comments, and nothing else of
/// the grammar. Comments and white space are passed over; an operator is one character.
public final class JavaScanner {
    /// What a token is. A keyword is a `WORD`; text blocks and characters are `STRING`s.
    public enum Kind {
        WORD,
        NUMBER,
        STRING,
        OPERATOR
    }

    private final String text;
    private int position;
    private Kind kind = Kind.OPERATOR;
    private int start;
    private int end;

    public JavaScanner(String text) {
        this.text = text;
    }

    /// Goes to the next token; false at the end of the text.
    public boolean next() {
        skipBlanks();
        if (position >= text.length()) return false;
        start = position;
        char c = text.charAt(position);
        if (Character.isJavaIdentifierStart(c)) word();
        else if (Character.isDigit(c) || (c == '.' && Character.isDigit(peek(1)))) number();
        else if (text.startsWith("\"\"\"", position)) textBlock();
        else if (c == '"' || c == '\'') quoted(c);
        else {
            kind = Kind.OPERATOR;
            position++;
        }
        end = position;
        return true;
    }

    /// Goes on reading at an offset.
    public void skipTo(int offset) {
        position = offset;
    }

    public Kind kind() {
        return kind;
    }

    public int start() {
        return start;
    }

    /// The offset behind the token.
    public int end() {
        return end;
    }

    /// The token itself.
    public String token() {
        return text.substring(start, end);
    }

    /// Whether the token is this word or operator.
    public boolean is(String token) {
        return end - start == token.length() && text.startsWith(token, start);
    }

    /// The character of a one-character operator; 0 for any other token.
    public char operator() {
        return kind == Kind.OPERATOR ? text.charAt(start) : 0;
    }

    private char peek(int ahead) {
        return position + ahead < text.length() ? text.charAt(position + ahead) : 0;
    }

    private void skipBlanks() {
        while (position < text.length()) {
            if (Character.isWhitespace(text.charAt(position))) position++;
            else if (text.startsWith("//", position)) position = orEnd(text.indexOf('\n', position), 0);
            else if (text.startsWith("/*", position)) position = orEnd(text.indexOf("*/", position + 2), 2);
            else return;
        }
    }

    private int orEnd(int found, int width) {
        return found < 0 ? text.length() : found + width;
    }

    private void word() {
        kind = Kind.WORD;
        while (position < text.length() && Character.isJavaIdentifierPart(text.charAt(position))) position++;
    }

    private void number() {
        kind = Kind.NUMBER;
        while (position < text.length()) {
            char c = text.charAt(position);
            boolean sign = (c == '+' || c == '-') && "eEpP".indexOf(text.charAt(position - 1)) >= 0;
            if (!Character.isLetterOrDigit(c) && c != '.' && c != '_' && !sign) return;
            position++;
        }
    }

    private void textBlock() {
        kind = Kind.STRING;
        position += 3;
        while (position < text.length() && !text.startsWith("\"\"\"", position))
            position += text.charAt(position) == '\\' ? 2 : 1;
        position = Math.min(position + 3, text.length());
    }

    private void quoted(char quote) {
        kind = Kind.STRING;
        position++;
        while (position < text.length() && text.charAt(position) != quote && text.charAt(position) != '\n')
            position += text.charAt(position) == '\\' ? 2 : 1;
        boolean closed = position < text.length() && text.charAt(position) == quote;
        position = Math.min(closed ? position + 1 : position, text.length());
    }
}
