package dev.crema.report.html;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Formulas in TeX as MathML, which browsers show without a script.
///
/// ```java
/// Tex.mathMl("\\frac{1}{m} \\sum_i x_i", true)
/// ```
///
/// Knows what notebooks use: fractions, roots, indices, sums, accents, brackets, matrices, Greek letters, text.
/// What it does not know makes the whole formula stay as it was written.
final class Tex {
    private static final Pattern TOKEN =
            Pattern.compile("\\\\(?:[A-Za-z]+|.)|\\d+(?:[.,]\\d+)*|\\.\\d+|\\S", Pattern.DOTALL);
    private static final Pattern ENVIRONMENT = Pattern.compile("\\G\\s*\\{(\\w+)\\*?}");

    /// What a formula holds that is not known here.
    private static final class UnknownTex extends Exception {
        UnknownTex(String what) {
            super(what);
        }
    }

    private final String source;
    private final boolean display;
    private final Matcher tokens;
    private int at;

    private Tex(String source, boolean display) {
        this.source = source;
        this.display = display;
        this.tokens = TOKEN.matcher(source);
    }

    /// A formula as a `math` element, or as the text it is if it cannot be read.
    ///
    /// @param display whether it stands on a line of its own
    static String mathMl(String source, boolean display) {
        try {
            var parser = new Tex(source, display);
            String row = parser.row("");
            if (parser.peek() != null) throw new UnknownTex(source);
            return "<math" + (display ? " display=\"block\"" : "") + "><semantics><mrow>" + row
                    + "</mrow><annotation encoding=\"application/x-tex\">" + Html.escape(source.strip())
                    + "</annotation></semantics></math>";
        } catch (UnknownTex unknown) {
            String marks = display ? "$$" : "$";
            return "<code class=\"tex\">" + Html.escape(marks + source + marks) + "</code>";
        }
    }

    private @Nullable String peek() {
        return tokens.find(at) ? tokens.group() : null;
    }

    private String next() throws UnknownTex {
        String token = peek();
        if (token == null) throw new UnknownTex("the end");
        at = tokens.end();
        return token;
    }

    private boolean skip(String token) {
        if (!token.equals(peek())) return false;
        at = tokens.end();
        return true;
    }

    /// Atoms with their indices up to one of the given tokens, which stays.
    private String row(String ends) throws UnknownTex {
        var row = new StringBuilder();
        String before = "(";
        for (String token = peek(); token != null; token = peek()) {
            if (token.equals("}") || (!ends.isEmpty() && (" " + ends + " ").contains(" " + token + " "))) break;
            boolean function = token.startsWith("\\") && TexSymbols.FUNCTIONS.contains(token.substring(1));
            if (function && isOperand(before)) row.append(space("0.167"));
            boolean sign = (token.equals("-") || token.equals("+")) && !isOperand(before);
            row.append(sign ? indexed().replace("<mo>", "<mo form=\"prefix\">") : indexed());
            if (function && !isBracket(peek())) row.append(space("0.167"));
            before = token;
        }
        return row.toString();
    }

    /// Whether what a token ends may stand before a binary operator or a function.
    private static boolean isOperand(String token) {
        if (!token.startsWith("\\")) return !"([{|,;=<>+-*/&".contains(token);
        String word = token.substring(1);
        return TexSymbols.LETTERS.containsKey(word)
                || word.endsWith("frac")
                || word.endsWith("dots")
                || word.startsWith("text")
                || word.startsWith("math")
                || word.equals("sqrt")
                || TexSymbols.ACCENTS.containsKey(word)
                || (TexSymbols.SIZES.containsKey(word) && word.endsWith("r"));
    }

    private static boolean isBracket(@Nullable String token) {
        return token == null || "([{,)}".contains(token) || token.matches("\\\\(left|[bB]ig+.?)");
    }

    private String indexed() throws UnknownTex {
        String base = peek();
        boolean limits = display && base != null && base.startsWith("\\") && takesLimits(base.substring(1));
        String atom = "^".equals(base) || "_".equals(base) ? "<mrow></mrow>" : atom();
        String below = null;
        String above = null;
        while (true) {
            if (skip("_")) below = atom();
            else if (skip("^")) above = atom();
            else if (skip("'")) above = (above == null ? "" : above) + "<mo>′</mo>";
            else break;
        }
        if (below == null && above == null) return atom;
        String name = (limits ? "munder" : "msub") + (limits ? "over" : "sup");
        if (above == null) name = limits ? "munder" : "msub";
        if (below == null) name = limits ? "mover" : "msup";
        return "<" + name + ">" + atom + (below == null ? "" : below)
                + (above == null ? "" : "<mrow>" + above + "</mrow>") + "</" + name + ">";
    }

    private static boolean takesLimits(String word) {
        return TexSymbols.LIMITS.contains(word) || (TexSymbols.LARGE.containsKey(word) && !word.equals("int"));
    }

    /// One thing: a letter, a number, a group in braces, a command with what it takes.
    private String atom() throws UnknownTex {
        String token = next();
        if (token.equals("{")) {
            String row = row("");
            expect("}");
            return "<mrow>" + row + "</mrow>";
        }
        if (token.startsWith("\\")) return command(token.substring(1));
        if (Character.isDigit(token.charAt(0)) || token.length() > 1) return "<mn>" + token + "</mn>";
        if (Character.isLetter(token.codePointAt(0))) return "<mi>" + token + "</mi>";
        if (token.equals("~")) return space("0.333");
        if (token.equals("&") || token.equals("^") || token.equals("_")) throw new UnknownTex(token);
        return operator(token.equals("-") ? "−" : token, "");
    }

    private void expect(String token) throws UnknownTex {
        if (!skip(token)) throw new UnknownTex(token);
    }

    private String command(String word) throws UnknownTex {
        String letter = TexSymbols.LETTERS.get(word);
        if (letter != null) return "<mi>" + letter + "</mi>";
        String operator = TexSymbols.OPERATORS.get(word);
        if (operator != null) return operator(operator, "");
        String large = TexSymbols.LARGE.get(word);
        if (large != null) return "<mo>" + large + "</mo>";
        if (TexSymbols.FUNCTIONS.contains(word)) return "<mi>" + word + "</mi>";
        String accent = TexSymbols.ACCENTS.get(word);
        if (accent != null) return "<mover accent=\"true\">" + atom() + "<mo>" + accent + "</mo></mover>";
        String width = TexSymbols.SPACES.get(word);
        if (width != null) return space(width);
        String size = TexSymbols.SIZES.get(word);
        if (size != null) return sized(word, size);
        return construct(word);
    }

    /// A bracket of a given size; `l` and `r` at the end of the word say on which side it stands.
    private String sized(String word, String size) throws UnknownTex {
        String token = String.valueOf(peek());
        boolean closes = word.endsWith("r") || (!word.endsWith("l") && ")]\\}\\rangle".contains(token));
        return bracket("stretchy=\"true\" symmetric=\"true\" minsize=\"" + size + "em\" maxsize=\"" + size
                + "em\" form=\"" + (closes ? "postfix" : "prefix") + "\"");
    }

    private String construct(String word) throws UnknownTex {
        return switch (word) {
            case "frac", "dfrac" -> "<mfrac>" + atom() + atom() + "</mfrac>";
            case "tfrac" -> "<mstyle displaystyle=\"false\"><mfrac>" + atom() + atom() + "</mfrac></mstyle>";
            case "sqrt" -> root();
            case "text", "mathrm", "operatorname", "textrm", "mbox" -> "<mtext>" + Html.escape(braced()) + "</mtext>";
            case "mathbf", "boldsymbol", "mathbb", "mathcal" ->
                "<mi>" + Html.escape(TexSymbols.styled(braced(), word)) + "</mi>";
            case "left" -> fenced();
            case "begin" -> environment();
            case " " -> space("0.333");
            default -> throw new UnknownTex("\\" + word);
        };
    }

    private String root() throws UnknownTex {
        if (!skip("[")) return "<msqrt>" + atom() + "</msqrt>";
        String degree = row("]");
        expect("]");
        return "<mroot>" + atom() + "<mrow>" + degree + "</mrow></mroot>";
    }

    /// What stands in braces, as it is; a single token without.
    private String braced() throws UnknownTex {
        if (!skip("{")) return next();
        int end = source.indexOf('}', at);
        if (end < 0) throw new UnknownTex("}");
        String text = source.substring(at, end);
        at = end + 1;
        return text;
    }

    private String fenced() throws UnknownTex {
        String open = bracket("stretchy=\"true\"");
        String inside = row("\\right");
        expect("\\right");
        return "<mrow>" + open + inside + bracket("stretchy=\"true\"") + "</mrow>";
    }

    private String bracket(String attributes) throws UnknownTex {
        String token = next();
        if (token.equals(".")) return "";
        if (token.length() == 1 && "()[]|/".contains(token)) return operator(token, attributes);
        String operator = token.startsWith("\\") ? TexSymbols.OPERATORS.get(token.substring(1)) : null;
        if (operator == null) throw new UnknownTex(token);
        return operator(operator, attributes);
    }

    private String environment() throws UnknownTex {
        Matcher name = ENVIRONMENT.matcher(source);
        if (!name.find(at)) throw new UnknownTex("\\begin");
        at = name.end();
        var rows = new StringBuilder("<mtr>");
        while (true) {
            rows.append("<mtd>").append(row("& \\\\ \\end")).append("</mtd>");
            if (skip("\\\\")) rows.append("</mtr><mtr>");
            else if (!skip("&")) break;
        }
        expect("\\end");
        Matcher end = ENVIRONMENT.matcher(source);
        if (!end.find(at)) throw new UnknownTex("\\end");
        at = end.end();
        String table = "<mtable>" + rows + "</mtr></mtable>";
        return switch (name.group(1)) {
            case "matrix", "aligned", "align", "array" -> table;
            case "pmatrix" -> around("(", table, ")");
            case "bmatrix" -> around("[", table, "]");
            case "cases" -> around("{", table, "");
            default -> throw new UnknownTex(name.group(1));
        };
    }

    private static String around(String open, String table, String close) {
        return "<mrow>" + operator(open, "stretchy=\"true\"") + table
                + (close.isEmpty() ? "" : operator(close, "stretchy=\"true\"")) + "</mrow>";
    }

    private static String operator(String text, String attributes) {
        boolean fixed = attributes.isEmpty() && "()[]{}|".contains(text);
        String all = fixed ? "stretchy=\"false\"" : attributes;
        return "<mo" + (all.isEmpty() ? "" : " " + all) + ">" + Html.escape(text) + "</mo>";
    }

    private static String space(String em) {
        return "<mspace width=\"" + em + "em\"></mspace>";
    }
}
