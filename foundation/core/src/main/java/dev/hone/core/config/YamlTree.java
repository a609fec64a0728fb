package dev.hone.core.config;

import dev.hone.core.HoneException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Flattens a YAML document into entries. It works on YAML's nodes rather than on values, because nodes know their line and
 * keep the text as written: {@code 010} and {@code 1e3} are whatever the option that reads them says, and not what YAML guesses.
 */
final class YamlTree {
    private static final int LARGEST = 1 << 20;
    private static final int DEEPEST = 20;

    private final Path file;
    private final SortedMap<String, ConfigEntry> entries = new TreeMap<>();
    private int depth;

    private YamlTree(Path file) {
        this.file = file;
    }

    static SortedMap<String, ConfigEntry> flatten(Path file, String text) {
        YamlTree tree = new YamlTree(file);
        tree.root(text).ifPresent(root -> {
            if (!(root instanceof MappingNode map)) {
                throw tree.error(root, "is not a map", "write each option as 'key: value' on its own line");
            }
            tree.map("", map);
        });
        return tree.entries;
    }

    private Optional<Node> root(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file.toString())
                .setCodePointLimit(LARGEST)
                .setAllowNonScalarKeys(true) // refused below, where the line is known
                .build();
        try {
            new Parse(settings).parseString(text).forEach(this::refuseTraps);
            return new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException e) {
            throw new HoneException(
                    "Config " + file + at(e.getProblemMark()) + ": not YAML: " + e.getProblem() + ".",
                    "a colon, quote or indent is missing there",
                    e);
        } catch (YamlEngineException e) {
            throw new HoneException(
                    "Config " + file + ": not YAML: " + e.getMessage() + ".", "the file is not a config", e);
        }
    }

    /** Looks at the stream of events before a tree is made of it: a tree of a small file can be huge, endless or too deep. */
    private void refuseTraps(Event event) {
        String place = "Config " + file + at(event.getStartMark());
        depth += switch (event.getEventId()) {
            case MappingStart, SequenceStart -> 1;
            case MappingEnd, SequenceEnd -> -1;
            default -> 0;
        };
        if (depth > DEEPEST) {
            throw new HoneException(place + ": more than " + DEEPEST + " levels deep.", "the file is not a config");
        }
        if (event instanceof AliasEvent) {
            throw new HoneException(place + ": an alias, which configs don't have.", "write its value out");
        }
    }

    private void map(String prefix, MappingNode map) {
        for (NodeTuple tuple : map.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
                throw error(tuple.getKeyNode(), "a key is not a text", "write each option as 'key: value'");
            }
            value(prefix + name.getValue(), tuple);
        }
    }

    private void value(String key, NodeTuple tuple) {
        switch (tuple.getValueNode()) {
            case MappingNode map -> map(key + ".", map);
            case SequenceNode list ->
                add(
                        key,
                        tuple,
                        list.getValue().stream().map(n -> scalar(key, n)).toList());
            case Node node -> add(key, tuple, List.of(scalar(key, node)));
        }
    }

    private void add(String key, NodeTuple tuple, List<String> values) {
        Node at = tuple.getKeyNode();
        ConfigEntry before = entries.put(key, new ConfigEntry(file, line(at), key, values));
        if (before != null) {
            throw error(
                    at, "the key '" + key + "' was given before, on line " + before.line(), "remove one of the two");
        }
    }

    private String scalar(String key, Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            throw error(node, "'" + key + "' holds a list or map inside a list", "list plain values only");
        }
        if (scalar.getTag().equals(Tag.NULL)) {
            throw error(node, "'" + key + "' has no value", "give one, or remove the line; an empty text is ''");
        }
        return scalar.getValue();
    }

    private HoneException error(Node at, String problem, String advice) {
        return new HoneException("Config " + file + " line " + line(at) + ": " + problem + ".", advice);
    }

    private static String at(Optional<Mark> mark) {
        return mark.map(m -> " line " + (m.getLine() + 1)).orElse("");
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }
}
