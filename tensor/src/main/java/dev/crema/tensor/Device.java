package dev.crema.tensor;

/// Where tensors are and computing happens: `cpu`, or a graphics card `cuda:0`.
///
/// @param type `cpu` or `cuda`
/// @param index which card, from 0; 0 for the CPU
public record Device(String type, int index) {
    /// The processor.
    public static final Device CPU = new Device("cpu", 0);

    /// The device of this name: `cpu`, `cuda`, `cuda:1`, or `best`.
    ///
    /// @throws IllegalArgumentException for any other name, and for a card that is not there
    public static Device of(String name) {
        return switch (name) {
            case "cpu" -> CPU;
            case "best" -> best();
            default -> parse(name).checked();
        };
    }

    private static Device parse(String name) {
        if (name.equals("cuda")) return new Device("cuda", 0);
        if (name.matches("cuda:[0-9]{1,3}")) return new Device("cuda", Integer.parseInt(name.substring(5)));
        throw new IllegalArgumentException("device: no device \"" + name + "\"; use cpu, cuda, cuda:N or best");
    }

    /// The first graphics card, or the CPU where there is none.
    public static Device best() {
        return CPU;
    }

    /// This device.
    ///
    /// @throws IllegalStateException if it is not there
    Device checked() {
        if (!type.equals("cpu"))
            throw new IllegalStateException("device " + this
                    + ": this version computes on the CPU only; use Device.best(), which takes what is there");
        return this;
    }

    /// `cpu`, or `cuda:0`.
    @Override
    public String toString() {
        return type.equals("cpu") ? type : type + ":" + index;
    }
}
