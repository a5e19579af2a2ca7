package dev.crema.nn;

import java.util.Locale;
import java.util.Map;

/// How a module prints: as in PyTorch, with the number of parameters of each layer that has some.
final class ModuleTree {
    private ModuleTree() {}

    static String print(Module module) {
        long count = module.parameterCount();
        String total = module.children().isEmpty() ? "" : String.format(Locale.ROOT, "%n%,d parameters", count);
        return text(module, "") + total;
    }

    private static String text(Module module, String indent) {
        module.ensureBuilt();
        String name = module.getClass().getSimpleName();
        Map<String, Module> children = module.children();
        if (children.isEmpty()) return name + "(" + module.describe() + ")" + count(module);
        StringBuilder text = new StringBuilder(name).append("(\n");
        children.forEach((childName, child) -> text.append(indent)
                .append("  (")
                .append(childName)
                .append("): ")
                .append(text(child, indent + "  "))
                .append('\n'));
        return text.append(indent).append(')').toString();
    }

    private static String count(Module module) {
        long count = module.parameterCount();
        return count == 0 ? "" : String.format(Locale.ROOT, "  %,d", count);
    }
}
