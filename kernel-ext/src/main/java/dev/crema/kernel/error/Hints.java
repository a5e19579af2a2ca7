package dev.crema.kernel.error;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What to write instead, for the slips that people make who come from Python or are new to Java. The first row
/// whose patterns are both found decides, so put the special before the general. A new slip is a new row.
public final class Hints {
    /// @param message a pattern in the compiler's message, whose white space is single blanks
    /// @param line a pattern in the source line
    /// @param advice may use the groups of both, those of the line first
    private record Row(Pattern message, Pattern line, String advice) {
        Row(String message, String line, String advice) {
            this(Pattern.compile(message), Pattern.compile(line), advice);
        }
    }

    private static final String ANY = "";
    private static final String NAME = "([\\p{L}_$][\\p{L}\\p{N}_$.]*)";

    private static final List<Row> ROWS = List.of(
            // numbers
            new Row("lossy conversion from double to float", "float (\\w+)", "write double: double $1 = …"),
            new Row("lossy conversion from double to int", "(\\w+)\\.item\\(\\)", "$1.itemInt() gives an int"),
            new Row("lossy conversion from long to int", "numel\\(\\)", "numel() is a long: long n = …"),
            new Row(
                    "lossy conversion from (\\w+) to (\\w+)",
                    ANY,
                    "declare a $1, or cast where the loss is meant: ($2) …"),
            // operators and brackets on tensors
            new Row(
                    "operand types for binary operator '[+-]' .*Tensor",
                    "(\\w+) [+-]= (\\w+)",
                    "a number is wanted: $2.item()"),
            new Row(
                    "operand types for binary operator '\\*' .*first type: (?:int|double|float|long) .*Tensor",
                    "([\\w.]+) ?\\* ?(\\w+)",
                    "tensors have methods for operators: $2.mul($1)"),
            new Row(
                    "operand types for binary operator '\\*' .*Tensor",
                    NAME + " ?\\* ?(\\S+?)[;)]*$",
                    "tensors have methods for operators: $1.mul($2)"),
            new Row(
                    "operand types for binary operator '-' .*first type: (?:int|double|float|long) .*Tensor",
                    "([\\d.]+) ?- ?(\\w+)",
                    "Tensor.scalar($1).sub($2)"),
            new Row(
                    "operand types for binary operator '(.)' .*Tensor",
                    ANY,
                    "tensors have methods for operators: x.add(y), x.sub(y), x.mul(y), x.div(y), x.matmul(y), x.gt(y)"),
            new Row("operand types for binary operator '==?' ", "=", "compare objects with equals, tensors with eq"),
            new Row("array required, but Tensor", "(\\w+)\\[([^\\]]*)\\]", "$1.at($2)"),
            new Row("array required, but (\\w*(?:List|Map)\\S*)", "(\\w+)\\[([^\\]]*)\\]", "$1.get($2)"),
            new Row(
                    "unexpected type required: variable found: value",
                    "(\\w+\\.at\\([^)]*\\)) = (.+?);?$",
                    "$1.assign($2)"),
            new Row(
                    "expected|illegal start of expression",
                    "\\.at\\(([^\")]*:[^\")]*)\\)",
                    "slices are strings: .at(\"$1\")"),
            new Row("illegal start of expression", "\\(\\[([^\\]]*)\\]\\)", "no brackets around values: ($1)"),
            new Row(
                    "illegal start of expression",
                    "=\\s*\\[([^\\]]*)\\]",
                    "an array is written in braces: int[] a = {$1}, a list List.of($1)"),
            new Row(
                    "expected|illegal start|not a statement",
                    "for ?\\(var \\(.*\\) :",
                    "a for header takes no pattern: for (var batch : loader) { … batch.x() … batch.y() }"),
            // names and calls that differ from PyTorch's
            new Row(
                    "symbol: method (\\w+)\\(.*Tensor",
                    "\\b(model|net|criterion|\\w*[lL]oss)\\(",
                    "a module is called by its method: $1.forward(x)"),
            new Row(
                    "symbol: variable (dim|lr|keepdim|dtype|shuffle|bias|padding|stride|momentum|batch_size)",
                    "\\(.*\\w+ ?=",
                    "Java has no named arguments: leave out the name ($1=)"),
            new Row("symbol: method fit\\(", "(\\w+)\\.fit\\((\\w+)", "Trainer.of($1, $2).fit(10)"),
            new Row("symbol: method zero_grad", ANY, "zeroGrad()"),
            new Row(
                    "symbol: method (\\w+)_(\\w)(\\w*)\\(",
                    ANY,
                    "names are in camel case here, as in $1…: try without the underscore"),
            new Row(
                    "symbol: variable (parameters|values|indices|shape|size|length)\\b",
                    "\\.(parameters|values|indices|shape|size|length)\\b",
                    "it is a method: $1()"),
            new Row("symbol: variable (True|False|None)\\b", ANY, "Java writes true, false and null in lower case"),
            new Row("symbol: variable self\\b", ANY, "Java's self is called this"),
            new Row(
                    "symbol: method len\\(",
                    "len\\((\\w+)\\)",
                    "$1.length for an array, $1.size() for a list, $1.length() for a text"),
            new Row("symbol: class string\\b", ANY, "its name is String"),
            // types of arguments
            new Row("Tensor cannot be converted to double", "Math\\.(\\w+)\\((\\w+)\\)", "$2.$1()"),
            new Row(
                    "Tensor cannot be converted to boolean",
                    ANY,
                    "a tensor of truths is no boolean: .all().item() or .any().item() makes one of it"),
            new Row("(?:int|long|double|float)\\[\\] cannot be converted to Tensor", "(\\w+)\\)", "Tensor.of($1)"),
            new Row(
                    "cannot be converted to (?:Iterable|List|Collection)<.*Parameter",
                    "\\w+\\((\\w+)",
                    "$1.parameters()"),
            new Row("cannot be converted to (?:List|Iterable)", "new (?:SGD|Adam)\\((\\w+)", "$1.parameters()"),
            new Row("DType cannot be converted", "Tensor\\.(\\w+)\\((.*), (\\w+)\\)", "Tensor.$1($2).to($3)"),
            new Row("Shape cannot be converted", "(zeros|ones|randn|rand)\\((\\w+)\\.shape\\(\\)", "Tensor.$1Like($2)"),
            new Row(
                    "Tensor cannot be converted to int",
                    "(cat|stack)\\((.*)\\)",
                    "the dimension comes first: Tensor.$1(0, $2)"),
            new Row("cannot be converted to DataLoader", "of\\((\\w+), (\\w+)", "DataLoader.of($2, 64)"),
            new Row(
                    "cannot be converted to Supplier|functional interface",
                    ANY,
                    "a lambda needs a type: Function<Double, Double> f = x -> x * x"),
            new Row(
                    "unexpected type required: reference found: (int|long|double|float|boolean|char)",
                    ANY,
                    "between < and > stand classes: Integer, Long, Double, Float, Boolean, Character"),
            // declarations
            new Row(
                    "attempting to assign weaker access privileges; was public",
                    "(\\w+(?:<.*>)? \\w+)\\(",
                    "public $1(…)"),
            new Row(
                    "must be final or effectively final",
                    "",
                    "a lambda cannot change a local variable; for gradients off: try (var _ = NoGrad.scope()) { … }"),
            new Row(
                    "cannot infer type for local variable (\\w+).*'?void'?",
                    "= (new \\w+\\([^=]*?\\))\\.(\\w+)\\(",
                    "$2 returns nothing, so two lines: var $3 = $1; $3.$2(…);"),
            new Row(
                    "cannot infer type for local variable (\\w+).*(?:void|null)",
                    ANY,
                    "the right side has no value of a known type: name the type of $1"),
            new Row(
                    "cannot infer type for local variable",
                    "= ?x? ?->|= ?\\(",
                    "a lambda needs a type: Function<Double, Double> f = x -> x * x"),
            new Row(
                    "boolean cannot be dereferenced",
                    "requiresGrad\\(\\)",
                    "requiresGrad(true) sets it; without an argument it asks"),
            new Row("(\\w+) cannot be dereferenced", ANY, "a value of type $1 has no methods"),
            new Row("(\\w+) has private access in (\\w+)", ANY, "a record's component is read by a method: $1()"),
            new Row(
                    "reference to (\\w+) is ambiguous",
                    ANY,
                    "two imported packages have it: import the one you mean by its full name"),
            new Row(
                    "incompatible types: String cannot be converted to char",
                    ANY,
                    "a char is written in single quotes"),
            new Row("unclosed character literal", ANY, "a text is written in double quotes"),
            new Row("';' expected", ANY, "a semicolon is missing before this place"),
            new Row("unreported exception (\\w+)", ANY, "this method must say throws $1, or catch it"),
            new Row("missing return statement", ANY, "not every way through the method returns a value"),
            new Row("reached end of file while parsing", ANY, "a bracket or brace is not closed"));

    private Hints() {}

    /// What to write instead; empty if the slip is not known.
    public static String of(Problem problem) {
        String message = problem.message().replaceAll("\\s+", " ");
        for (Row row : ROWS) {
            Matcher inMessage = row.message().matcher(message);
            Matcher inLine = row.line().matcher(problem.lineText());
            if (inMessage.find() && inLine.find()) return fill(row.advice(), inLine, inMessage);
        }
        return "";
    }

    private static String fill(String advice, Matcher line, Matcher message) {
        String filled = advice;
        int groups = line.groupCount() + message.groupCount();
        for (int i = 1; i <= groups; i++) {
            String value = i <= line.groupCount() ? line.group(i) : message.group(i - line.groupCount());
            filled = filled.replace("$" + i, value == null ? "" : value);
        }
        return filled;
    }
}
