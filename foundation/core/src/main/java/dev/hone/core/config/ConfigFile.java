package dev.hone.core.config;

import dev.hone.core.HoneException;
import dev.hone.core.Nearest;
import dev.hone.core.files.AtomicFile;
import dev.hone.core.files.FileErrors;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * Options from a YAML 1.2 file, as texts that the command line converts like its own: {@code temperature: 0.7} means
 * {@code --temperature 0.7}. Nested keys join with dots; a list of values joins with commas and can also be had one by one.
 * A key given twice, a key without a value, and anything that isn't plain text, number, truth value, list or map of those is an error.
 */
public final class ConfigFile {
    private final Path file;
    private final SortedMap<String, ConfigEntry> entries;

    ConfigFile(Path file, SortedMap<String, ConfigEntry> entries) {
        this.file = file;
        this.entries = Collections.unmodifiableSortedMap(entries);
    }

    /**
     * Reads a file; its keys are not checked yet, see {@link #requireKnown}.
     *
     * @throws HoneException naming file and line if it is no YAML map of the shape above
     */
    public static ConfigFile read(Path file) {
        try {
            return new ConfigFile(file, YamlTree.flatten(file, Files.readString(file)));
        } catch (CharacterCodingException e) {
            throw new HoneException(file + " is not UTF-8.", "save the file as UTF-8", e);
        } catch (IOException e) {
            throw FileErrors.reading(file, e);
        }
    }

    /**
     * Refuses keys that nothing would read.
     *
     * @throws HoneException naming the first such key, its line, and the nearest known key
     */
    public ConfigFile requireKnown(Collection<String> known) {
        entries.forEach((key, entry) -> {
            if (!known.contains(key)) {
                throw unknown("Config " + file + " line " + entry.line() + ": ", key, known);
            }
        });
        return this;
    }

    /** The error for a key that nothing reads; {@code place} is put before it, for example "--set: ". */
    public static HoneException unknown(String place, String key, Collection<String> known) {
        String advice = Nearest.of(key, known)
                .map(near -> "you meant '" + near + "'")
                .orElse("one of these: "
                        + String.join(", ", known.stream().sorted().toList()));
        return new HoneException(place + "unknown key '" + key + "'.", advice);
    }

    public Path file() {
        return file;
    }

    /** All entries by key. */
    public SortedMap<String, ConfigEntry> entries() {
        return entries;
    }

    public Optional<ConfigEntry> entry(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    /** All values as texts by key. */
    public SortedMap<String, String> texts() {
        SortedMap<String, String> texts = new TreeMap<>();
        entries.forEach((key, entry) -> texts.put(key, entry.text()));
        return texts;
    }

    /** Writes options so that {@link #read} gives them back; numbers and truth values stand without quotes. */
    public static void write(Path file, String comment, Map<String, String> options, boolean overwrite) {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setWidth(10_000)
                .build();
        Map<String, Object> values = new LinkedHashMap<>();
        new TreeMap<>(options).forEach((key, text) -> values.put(key, PlainScalars.of(text)));
        StringBuilder text = new StringBuilder();
        comment.lines().forEach(line -> text.append("# ").append(line).append('\n'));
        text.append(values.isEmpty() ? "{}\n" : new Dump(settings).dumpToString(values));
        AtomicFile.write(file, overwrite, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Splits {@code key=value} of {@code --set}. */
    public static Map.Entry<String, String> assignment(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new HoneException("--set " + text + " has no '='.", "write it as --set key=value");
        }
        return Map.entry(text.substring(0, equals).strip(), text.substring(equals + 1));
    }
}
