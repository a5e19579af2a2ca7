package dev.crema.magics;

import dev.crema.tensor.Device;
import org.jspecify.annotations.Nullable;

/// `%device`: where the notebook computes.
public final class DeviceMagic implements Magic {
    @Override
    public String name() {
        return "device";
    }

    @Override
    public String help() {
        return """
                Says where the notebook computes, or asks for a place.

                ```text
                %device [cpu|cuda|cuda:N|best]
                ```

                - what is not there is refused with the reason; `best` takes what is there
                - in Java: `Device.of("best")`, and `model.to(Device.best())`
                """;
    }

    @Override
    public @Nullable Object line(String arguments, Host host) {
        String asked = MagicArguments.unquoted(arguments.strip());
        try {
            Device device = asked.isEmpty() ? Device.best() : Device.of(asked);
            host.print("device: " + device + "\n");
            return null;
        } catch (IllegalArgumentException | IllegalStateException absent) {
            throw new MagicException(name(), String.valueOf(absent.getMessage()));
        }
    }
}
