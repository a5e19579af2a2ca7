package dev.crema.tensor.backend.onednn;

import dev.crema.tensor.DType;
import dev.crema.tensor.backend.Scratch;
import dev.crema.tensor.storage.Memory;
import dev.crema.tensor.storage.NativeMemory;
import dev.crema.tensor.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A primitive and its operands: dense ones of ours are brought into the layout that it likes best, and its result
/// back. For one thread.
final class Pass {
    private static final long ALIGNMENT = 64;
    private static final int PAIR = 16;

    private final OneDnn library;
    private final OneDnnObjects objects;
    private final Owner owner;
    private final Scratch scratch;
    private final long primitive;
    private final List<Operand> operands = new ArrayList<>();
    private final Storage arguments;
    private final long scratchpad;
    private final long scratchpadOffset;
    private long scratchBytes;

    /// @param number of the argument
    /// @param descriptor of the layout the primitive wants
    /// @param memory the library's object
    /// @param offset of its place in the scratch memory if it has another layout than ours
    /// @param toWanted what brings an operand there; null if it is there
    /// @param fromWanted what brings a result back; null if it is right
    private record Operand(
            int number,
            long descriptor,
            long memory,
            long offset,
            @Nullable Pass toWanted,
            @Nullable Pass fromWanted) {
        boolean isOurs() {
            return toWanted == null && fromWanted == null;
        }
    }

    /// What a primitive is told about an operand.
    ///
    /// @param dense the descriptor of our layout
    record Given(OneDnn.Role role, long dense) {
        private boolean isResult() {
            return switch (role) {
                case RESULT, SOURCE_GRADIENT, WEIGHT_GRADIENT, TO -> true;
                default -> false;
            };
        }
    }

    /// @param descriptor of the primitive
    /// @param owner of the objects, among them the descriptors
    /// @param given the operands in the order in which `run` takes them, the one result last
    Pass(OneDnn library, OneDnnObjects objects, Owner owner, Scratch scratch, long descriptor, Given... given) {
        this.library = library;
        this.objects = objects;
        this.owner = owner;
        this.scratch = scratch;
        primitive = objects.primitive(owner, descriptor);
        for (Given operand : given) operands.add(operand(descriptor, operand));
        long wanted = objects.query(descriptor, OneDnn.Role.SCRATCHPAD);
        long bytes = wanted == 0 ? 0 : objects.bytes(wanted);
        scratchpadOffset = place(bytes);
        scratchpad = bytes == 0 ? 0 : objects.memory(owner, wanted);
        arguments = Memory.allocateKept(DType.UINT8, (long) PAIR * (given.length + 1), "oneDNN");
        for (int i = 0; i < given.length; i++) argument(i, operands.get(i).number, operands.get(i).memory);
        if (scratchpad != 0) argument(given.length, OneDnn.Role.SCRATCHPAD.argument, scratchpad);
    }

    private void argument(int i, int number, long memory) {
        NativeMemory.setLong(arguments.address() + (long) i * PAIR, number);
        NativeMemory.setLong(arguments.address() + (long) i * PAIR + 8, memory);
    }

    private long place(long bytes) {
        long offset = scratchBytes;
        scratchBytes += (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        return offset;
    }

    private Operand operand(long primitiveDescriptor, Given given) {
        OneDnn.Role role = given.role;
        boolean copies = role == OneDnn.Role.FROM || role == OneDnn.Role.TO;
        long wanted = copies ? given.dense : objects.query(primitiveDescriptor, role);
        long memory = objects.memory(owner, wanted);
        if (copies || objects.areEqual(given.dense, wanted))
            return new Operand(role.argument, wanted, memory, 0, null, null);
        long offset = place(objects.bytes(wanted));
        Pass to = given.isResult() ? null : copy(given.dense, wanted);
        Pass from = given.isResult() ? copy(wanted, given.dense) : null;
        return new Operand(role.argument, wanted, memory, offset, to, from);
    }

    private Pass copy(long from, long to) {
        return new Pass(
                library,
                objects,
                owner,
                new Scratch(),
                objects.reorder(owner, from, to),
                new Given(OneDnn.Role.FROM, from),
                new Given(OneDnn.Role.TO, to));
    }

    /// Runs it on dense operands at these addresses.
    void run(long... addresses) {
        run(-1, 0, addresses);
    }

    /// Runs it, with one operand that another pass has already brought into the right layout.
    ///
    /// @param ready its position; -1 for none
    void run(int ready, long place, long... addresses) {
        long base = scratchBytes == 0 ? 0 : scratch.bytes(scratchBytes);
        for (int i = 0; i < addresses.length; i++) {
            Operand operand = operands.get(i);
            long at = i == ready ? place : operand.isOurs() ? addresses[i] : base + operand.offset;
            if (i != ready && operand.toWanted != null) operand.toWanted.run(addresses[i], at);
            library.setAddress(operand.memory, at);
        }
        if (scratchpad != 0) library.setAddress(scratchpad, base + scratchpadOffset);
        library.execute(primitive, operands.size() + (scratchpad == 0 ? 0 : 1), arguments.address());
        Operand result = operands.getLast();
        if (result.fromWanted != null) result.fromWanted.run(base + result.offset, addresses[addresses.length - 1]);
    }

    /// Where an operand of the last run lies in the layout of this primitive; 0 if it lies where it was given.
    long placeOf(int operand) {
        Operand found = operands.get(operand);
        return found.isOurs() ? 0 : scratch.bytes(scratchBytes) + found.offset;
    }

    /// Whether an operand has the same layout here as one has there.
    boolean sharesLayout(int operand, Pass other, int theirs) {
        return objects.areEqual(operands.get(operand).descriptor, other.operands.get(theirs).descriptor);
    }
}
