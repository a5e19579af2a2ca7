package dev.crema.kernel.load;

import dev.crema.kernel.display.Console;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Keeps user code from ending the kernel: `System.exit(0)` at the end of a program copied into a cell must not
/// take the notebook's state with it.
public final class Exits {
    private static final String REFUSAL =
            "System.exit would end the kernel and lose every variable, so a notebook refuses it;"
                    + " to start afresh, restart the kernel";

    /// The system property that makes `Runtime.exit` and `halt` refuse: classes of the JDK cannot see ours.
    private static final String GUARDED = "dev.crema.exit.refused";

    private Exits() {}

    /// Called in place of `System.exit` in the code of cells.
    @SuppressWarnings("DoNotCallSuggester") // woven code calls it
    public static void refuse(int status) {
        throw new SecurityException(REFUSAL);
    }

    /// Called in place of `Runtime.exit` and `Runtime.halt` in the code of cells.
    @SuppressWarnings("DoNotCallSuggester") // as above
    public static void refuse(Runtime runtime, int status) {
        throw new SecurityException(REFUSAL);
    }

    /// Ends the process, for the kernel itself; the second call does not wait for shutdown hooks.
    public static void exit(int status) {
        System.clearProperty(GUARDED);
        Runtime.getRuntime().exit(status);
    }

    /// Ends the process without shutdown hooks, for the kernel itself.
    public static void halt(int status) {
        System.clearProperty(GUARDED);
        Runtime.getRuntime().halt(status);
    }

    /// Guards `Runtime` itself, for calls from libraries and by reflection, which are not woven.
    public static void guardRuntime(@Nullable Instrumentation instrumentation) {
        if (instrumentation == null) return;
        var transformer = new GuardExits();
        instrumentation.addTransformer(transformer, true);
        try {
            instrumentation.retransformClasses(Runtime.class);
            System.setProperty(GUARDED, "true");
        } catch (UnmodifiableClassException | UnsupportedOperationException e) {
            Console.log("a library may end the kernel by System.exit: " + e.getMessage());
        } finally {
            instrumentation.removeTransformer(transformer);
        }
    }

    /// Puts `if (System.getProperty(GUARDED) != null) throw new SecurityException(REFUSAL);` in front of both
    /// methods.
    private static final class GuardExits implements ClassFileTransformer, CodeTransform {
        private static final Set<String> METHODS = Set.of("exit", "halt");
        private static final ClassDesc SECURITY_EXCEPTION = ClassDesc.of("java.lang.SecurityException");
        private static final MethodTypeDesc STRING_TO_STRING =
                MethodTypeDesc.of(ConstantDescs.CD_String, ConstantDescs.CD_String);
        private static final MethodTypeDesc STRING_TO_VOID =
                MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String);

        @Override
        public byte @Nullable [] transform(
                @Nullable ClassLoader loader,
                @Nullable String name,
                @Nullable Class<?> redefined,
                @Nullable ProtectionDomain domain,
                byte[] bytes) {
            if (!"java/lang/Runtime".equals(name)) return null;
            ClassFile files = ClassFile.of();
            return files.transformClass(
                    files.parse(bytes),
                    ClassTransform.transformingMethodBodies(
                            method -> METHODS.contains(method.methodName().stringValue()), this));
        }

        @Override
        public void atStart(CodeBuilder code) {
            var open = code.newLabel();
            code.ldc(GUARDED)
                    .invokestatic(ClassDesc.of("java.lang.System"), "getProperty", STRING_TO_STRING)
                    .ifnull(open)
                    .new_(SECURITY_EXCEPTION)
                    .dup()
                    .ldc(REFUSAL)
                    .invokespecial(SECURITY_EXCEPTION, ConstantDescs.INIT_NAME, STRING_TO_VOID)
                    .athrow()
                    .labelBinding(open);
        }

        @Override
        public void accept(CodeBuilder code, CodeElement element) {
            code.with(element);
        }
    }
}
