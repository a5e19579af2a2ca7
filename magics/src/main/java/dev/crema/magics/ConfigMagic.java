package dev.crema.magics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// `%config key=value …`: how the notebook shows things and computes.
@SuppressWarnings("OrphanedFormatString") // here a per cent sign is a magic
public final class ConfigMagic implements Magic {
    @Override
    public String name() {
        return "config";
    }

    @Override
    public String help() {
        return "Lists the notebook's settings; `%config figure=svg threads=1` changes some for this session.\n\n"
                + "```text\n%config [KEY[=VALUE] …]\n```\n\n"
                + Arrays.stream(Setting.values())
                        .map(setting -> "- `" + setting.label() + "`: " + setting.meaning() + "\n")
                        .collect(Collectors.joining());
    }

    @Override
    public @Nullable Object line(String arguments, Host host) {
        List<String> words = MagicWords.split(name(), arguments);
        if (words.isEmpty()) return table(List.of(Setting.values()));
        if (words.size() == 2 && !words.getFirst().contains("=")) {
            set(words.getFirst(), words.getLast());
            return null;
        }
        var asked = words.stream().filter(word -> !word.contains("=")).toList();
        for (String word : words)
            if (word.contains("=")) set(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
        return asked.isEmpty() ? null : table(asked.stream().map(this::find).toList());
    }

    private void set(String label, String value) {
        Setting setting = find(label);
        try {
            setting.set(MagicArguments.unquoted(value));
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

    private static MimeBundle table(List<Setting> settings) {
        var rows = settings.stream()
                .map(setting -> List.of(setting.label(), setting.text(), setting.meaning()))
                .toList();
        return new HtmlTable(List.of("setting", "value", "meaning"), rows).bundle(rows.size());
    }
}
