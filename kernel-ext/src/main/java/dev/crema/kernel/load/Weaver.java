package dev.crema.kernel.load;

import dev.crema.kernel.source.Place;
import java.io.ByteArrayInputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Rewrites the bytes of cell classes before they are loaded:
/// - a check for interrupts at the start of methods and before backward branches,
/// - `System.exit` and its kin become a refusal,
/// - assertions are on (see [Assertions]),
/// - line numbers and file name become those of the cell, so that any stack trace speaks of `Cell 3`.
public final class Weaver {
    /// Which places of the user's text the lines of a class stand for.
    @FunctionalInterface
    public interface Lines {
        /// The place of a line of the source that JShell compiled; null if it is nobody's.
        @Nullable
        Place place(int compiledLine);
    }

    private static final DynamicCallSiteDesc CHECK = DynamicCallSiteDesc.of(
            ConstantDescs.ofCallsiteBootstrap(
                    Interrupts.class.describeConstable().orElseThrow(), "bootstrap", ConstantDescs.CD_CallSite),
            "check",
            ConstantDescs.MTD_void);
    private static final String NOWHERE = "notebook";
    private static final ClassDesc EXITS = Exits.class.describeConstable().orElseThrow();
    private static final MethodTypeDesc STATUS_TO_VOID = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int);
    private static final MethodTypeDesc RUNTIME_AND_STATUS_TO_VOID = STATUS_TO_VOID.insertParameterTypes(
            0, Runtime.class.describeConstable().orElseThrow());

    private final ClassFile files;
    private final Map<ClassDesc, byte[]> batch = new ConcurrentHashMap<>();

    /// @param loader knows the classes of earlier cells: a frame that merges two of them needs their superclasses
    public Weaver(ClassLoader loader) {
        ClassHierarchyResolver beingLoaded = ClassHierarchyResolver.ofResourceParsing(type -> {
            byte[] bytes = batch.get(type);
            return bytes == null ? null : new ByteArrayInputStream(bytes);
        });
        files = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(
                beingLoaded.orElse(ClassHierarchyResolver.ofClassLoading(loader))));
    }

    /// Announces classes that are about to be woven: they may refer to each other.
    public void announce(String name, byte[] bytes) {
        batch.put(ClassDesc.of(name), bytes);
    }

    /// Ends what `announce` began: from now on the classes are found by their loader.
    public void loaded() {
        batch.clear();
    }

    public byte[] weave(byte[] bytes, Lines lines) {
        var labelled = new Labelled(lines);
        ClassTransform transform = (builder, element) -> {
            switch (element) {
                case SourceFileAttribute file -> {}
                case MethodModel method
                when !Assertions.isSuperfluous(method) ->
                    builder.transformMethod(method, MethodTransform.transformingCode(transform(method, labelled)));
                default -> {
                    if (!Assertions.isSuperfluous(element)) builder.with(element);
                }
            }
        };
        ClassTransform named =
                ClassTransform.endHandler(builder -> builder.with(SourceFileAttribute.of(labelled.label)));
        return files.transformClass(files.parse(bytes), transform.andThen(named));
    }

    /// Remembers the file name for stack traces: that of the first line with a place.
    private static final class Labelled implements Lines {
        private final Lines lines;
        private String label = NOWHERE;

        Labelled(Lines lines) {
            this.lines = lines;
        }

        @Override
        public @Nullable Place place(int compiledLine) {
            Place place = lines.place(compiledLine);
            if (label.equals(NOWHERE) && place != null) label = place.source().label();
            return place;
        }
    }

    private static CodeTransform transform(MethodModel method, Lines lines) {
        String name = method.methodName().stringValue();
        // A class whose initialiser throws is lost for ever, and the method JShell calls is called once.
        boolean checkStart = !name.equals(ConstantDescs.CLASS_INIT_NAME) && !name.equals(CellControl.ENTRY);
        return CodeTransform.ofStateful(() -> new InMethod(lines, checkStart));
    }

    private static final class InMethod implements CodeTransform {
        private final Lines lines;
        private final boolean checkStart;
        private final Set<Label> behind = new HashSet<>();

        InMethod(Lines lines, boolean checkStart) {
            this.lines = lines;
            this.checkStart = checkStart;
        }

        @Override
        public void atStart(CodeBuilder builder) {
            if (checkStart) builder.invokedynamic(CHECK);
        }

        @Override
        public void accept(CodeBuilder builder, CodeElement element) {
            switch (element) {
                case LineNumber number -> {
                    Place place = lines.place(number.line());
                    builder.lineNumber(place == null ? number.line() : place.line());
                }
                case LabelTarget target -> {
                    behind.add(target.label());
                    builder.with(target);
                }
                case BranchInstruction branch
                when behind.contains(branch.target()) ->
                    builder.invokedynamic(CHECK).with(branch);
                case FieldInstruction access when Assertions.isField(access) -> Assertions.replace(builder, access);
                case InvokeInstruction call when ends(call) -> refuse(builder, call);
                default -> builder.with(element);
            }
        }

        private static boolean ends(InvokeInstruction call) {
            String owner = call.owner().asInternalName();
            String name = call.name().stringValue();
            return (owner.equals("java/lang/System") && name.equals("exit"))
                    || (owner.equals("java/lang/Runtime") && (name.equals("exit") || name.equals("halt")));
        }

        private static void refuse(CodeBuilder builder, InvokeInstruction call) {
            boolean isStatic = call.opcode() == Opcode.INVOKESTATIC;
            builder.invokestatic(EXITS, "refuse", isStatic ? STATUS_TO_VOID : RUNTIME_AND_STATUS_TO_VOID);
        }
    }
}
