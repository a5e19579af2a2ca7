package dev.crema.kernel.load;

import java.lang.classfile.ClassElement;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.FieldModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.constant.ConstantDescs;

/// Makes `assert` work in cells, always, and without the field that javac adds to a class with assertions: HotSpot
/// would refuse to redefine a class that gains it, and the first `assert` would cost the notebook's objects.
public final class Assertions {
    private static final String FIELD = "$assertionsDisabled";

    /// What javac compiles the field's initialisation to, with the return.
    private static final int INITIALISER_INSTRUCTIONS = 8;

    private Assertions() {}

    /// Whether a member is there for assertions alone.
    public static boolean isSuperfluous(ClassElement element) {
        return switch (element) {
            case FieldModel field -> field.fieldName().equalsString(FIELD);
            case MethodModel method ->
                method.methodName().equalsString(ConstantDescs.CLASS_INIT_NAME) && initialisesField(method);
            default -> false;
        };
    }

    private static boolean initialisesField(MethodModel method) {
        return method.code().isPresent()
                && method.code().get().elementStream().anyMatch(Assertions::isField)
                && method.code()
                                .get()
                                .elementStream()
                                .filter(Instruction.class::isInstance)
                                .count()
                        == INITIALISER_INSTRUCTIONS;
    }

    public static boolean isField(CodeElement element) {
        return element instanceof FieldInstruction access && access.name().equalsString(FIELD);
    }

    /// Replaces the use of the field: assertions are not disabled.
    public static void replace(CodeBuilder builder, FieldInstruction access) {
        if (access.opcode() == Opcode.GETSTATIC) builder.iconst_0();
        else builder.pop();
    }
}
