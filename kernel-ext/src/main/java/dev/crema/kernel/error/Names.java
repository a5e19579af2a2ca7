package dev.crema.kernel.error;

import java.util.regex.Pattern;

/// Makes names of classes and methods readable: `REPL.$JShell$11$Net` is `Net`, `java.lang.String` is `String`.
public final class Names {
    private static final Pattern WRAPPER = Pattern.compile("(?:REPL\\.)?\\$JShell\\$[0-9A-Z_]+(?:DOESNOTMATTER)?[.$]?");
    private static final Pattern LOADERS = Pattern.compile(" \\([^()]* (?:is|are) in (?:unnamed )?module [^()]*\\)");
    private static final Pattern PACKAGE = Pattern.compile("\\b(?:[a-z][\\p{Alnum}_]*\\.)+(?=[A-Z])");
    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$\\d+");

    private Names() {}

    /// A message without JShell's wrapper classes and without remarks about class loaders.
    public static String clean(String message) {
        if (message.indexOf('$') < 0 && !message.contains(" module ")) return message;
        return WRAPPER.matcher(LOADERS.matcher(message).replaceAll("")).replaceAll("");
    }

    /// A message of the compiler with simple names.
    public static String simple(String message) {
        return PACKAGE.matcher(clean(message)).replaceAll("");
    }

    /// The simple name of a class, also of one declared in a cell.
    public static String of(Class<?> type) {
        if (type.isArray()) return of(type.componentType()) + "[]";
        return type.isAnonymousClass() ? simple(type.getName()) : type.getSimpleName();
    }

    /// What a stack frame runs: `Net.forward`, `new Net`, `cost`; empty for the top level of a cell.
    static String method(StackTraceElement frame) {
        String method = frame.getMethodName();
        var lambda = LAMBDA.matcher(method);
        if (lambda.matches()) method = lambda.group(1);
        if (method.startsWith("do_it$")) return "";
        String owner = simple(frame.getClassName() + "$").replace('$', '.').replaceAll("\\.$", "");
        if (owner.startsWith("REPL")) owner = "";
        if (method.equals("<init>")) return "new " + owner;
        if (method.equals("<clinit>")) return owner;
        return owner.isEmpty() ? method : owner + "." + method;
    }
}
