package dev.crema.kernel.magic;

import dev.crema.magics.Host;
import dev.crema.magics.Magic;
import dev.crema.magics.Magics;
import java.util.stream.Collectors;

/// `%lsmagic`: what there is.
record ListMagic(Magics magics) implements Magic {
    @Override
    public String name() {
        return "lsmagic";
    }

    @Override
    public String help() {
        return "Lists all magics. `%name?` explains one.";
    }

    @Override
    public Object line(String arguments, Host host) {
        return magics.all().stream()
                .map(magic -> String.format("%%%-10s %s", magic.name(), firstSentence(magic.help())))
                .collect(Collectors.joining("\n"));
    }

    private static String firstSentence(String help) {
        String line = help.lines().findFirst().orElse("");
        int end = line.indexOf(". ");
        return end < 0 ? line : line.substring(0, end + 1);
    }
}
