package dev.crema.magics;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `%config name value`: how the notebook shows things.
@SuppressWarnings("OrphanedFormatString") // here a per cent sign is a magic
public final class ConfigMagic implements Magic {
    @Override
    public String name() {
        return "config";
    }

    @Override
    public String help() {
        return "Lists the notebook's settings; `%config table-rows 100` changes one for this session.";
    }

    @Override
    public @Nullable Object line(String arguments, Host host) {
        List<String> words = MagicWords.split(name(), arguments.replace('=', ' '));
        if (words.isEmpty()) return table();
        if (words.size() != 2) throw new MagicException(name(), "write a name and a number: %config table-rows 100");
        try {
            find(words.getFirst()).set(Integer.parseInt(words.getLast().replace("_", "")));
            return null;
        } catch (NumberFormatException e) {
            throw new MagicException(name(), words.getFirst() + " needs a whole number, got " + words.getLast());
        } catch (IllegalArgumentException e) {
            throw new MagicException(name(), String.valueOf(e.getMessage()));
        }
    }

    private Setting find(String label) {
        for (Setting setting : Setting.values()) if (setting.label().equals(label)) return setting;
        List<String> labels =
                Arrays.stream(Setting.values()).map(Setting::label).toList();
        throw new MagicException(
                name(), "no setting " + label + Nearest.hint(label, labels, "") + "; %config lists them all");
    }

    private static MimeBundle table() {
        var rows = Arrays.stream(Setting.values())
                .map(setting -> List.of(setting.label(), Integer.toString(setting.value()), setting.meaning()))
                .toList();
        return new HtmlTable(List.of("setting", "value", "meaning"), rows).bundle(rows.size());
    }
}
