package dev.hone.cli;

import dev.hone.core.HoneException;
import dev.hone.core.config.ConfigFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Writes {@code --config FILE} and {@code --set key=value} out as the options they stand for, so that a verb has one way to be
 * told something. An option typed on the command line wins over {@code --set}, which wins over the file. Keys are the options'
 * long names without the dashes; an unknown key is an error that names the nearest.
 */
final class ConfigArguments {
    private static final Set<String> NOT_KEYS = Set.of("config", "set", "help", "version");

    private final Map<String, OptionSpec> known = new LinkedHashMap<>();
    private final List<String> words;

    private ConfigArguments(CommandLine verb, List<String> words) {
        this.words = words;
        for (OptionSpec option : verb.getCommandSpec().options()) {
            String key = key(option);
            if (!NOT_KEYS.contains(key)) {
                known.put(key, option);
            }
        }
    }

    /** The words to parse in place of {@code args}. */
    static List<String> expand(CommandLine root, String... args) {
        List<String> words = List.of(args);
        if (words.stream().noneMatch(word -> isOption(word, "--config") || isOption(word, "--set"))) {
            return words;
        }
        CommandLine verb = root;
        for (String word : words) {
            CommandLine next = verb.getSubcommands().get(word);
            if (next == null) {
                break;
            }
            verb = next;
        }
        return new ConfigArguments(verb, words).expanded();
    }

    static String key(OptionSpec option) {
        return option.longestName().replaceFirst("^-+", "");
    }

    private List<String> expanded() {
        Map<String, List<String>> settings = new LinkedHashMap<>();
        List<String> rest = new ArrayList<>();
        Map<String, List<String>> fromSet = new LinkedHashMap<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!isOption(word, "--config") && !isOption(word, "--set")) {
                rest.add(word);
                continue;
            }
            int equals = word.indexOf('=');
            if (equals < 0 && i + 1 == words.size()) {
                rest.add(word); // picocli says that its value is missing
                continue;
            }
            String value = equals < 0 ? words.get(++i) : word.substring(equals + 1);
            if (word.startsWith("--config")) {
                ConfigFile file = ConfigFile.read(InputFile.of(Path.of(value))).requireKnown(known.keySet());
                file.entries().forEach((key, entry) -> settings.put(key, entry.values()));
            } else {
                set(fromSet, value);
            }
        }
        settings.putAll(fromSet);
        settings.keySet().removeIf(key -> rest.stream().anyMatch(word -> isOption(word, "--" + key)));
        List<String> result = new ArrayList<>(rest);
        settings.forEach((key, values) -> result.addAll(typed(key, values)));
        return result;
    }

    private void set(Map<String, List<String>> into, String assignment) {
        int equals = assignment.indexOf('=');
        if (equals <= 0) {
            throw new HoneException("--set " + assignment + " has no '='.", "write --set key=value");
        }
        String key = assignment.substring(0, equals);
        if (!known.containsKey(key)) {
            throw ConfigFile.unknown("--set " + assignment + ": ", key, known.keySet());
        }
        into.computeIfAbsent(key, _ -> new ArrayList<>()).add(assignment.substring(equals + 1));
    }

    private List<String> typed(String key, List<String> values) {
        OptionSpec option = known.get(key);
        if (option == null) {
            throw new IllegalStateException(key);
        }
        if (option.isMultiValue()) {
            return values.stream()
                    .flatMap(value -> option.splitRegex().isEmpty() ? ListWords.read(value).stream() : Stream.of(value))
                    .map(value -> "--" + key + "=" + value)
                    .toList();
        }
        if (values.size() != 1) {
            throw new HoneException(
                    "'" + key + "' was given " + values.size() + " values: " + String.join(", ", values) + ".",
                    "give it once");
        }
        if (option.typeInfo().isBoolean()) {
            return isOn(key, values.getFirst()) ? List.of("--" + key) : List.of();
        }
        return List.of("--" + key + "=" + values.getFirst());
    }

    /** A switch taken for off would be worse than an error: {@code dry-run=yes} would call and pay. */
    private static boolean isOn(String key, String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new HoneException("'" + key + "' is '" + value + "'.", "write true or false");
        };
    }

    private static boolean isOption(String word, String name) {
        return word.equals(name) || word.startsWith(name + "=");
    }
}
