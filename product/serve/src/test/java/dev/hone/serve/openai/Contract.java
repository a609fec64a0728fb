package dev.hone.serve.openai;

import dev.hone.core.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import tools.jackson.databind.JsonNode;

/** The table {@code contract.txt} and the check of a body against it. */
final class Contract {
    /**
     * One line of the table.
     *
     * @param steps the path: keys, {@code []} for every element and {@code *} for every value
     * @param values the closed set; empty: any
     */
    record Rule(String path, List<String> steps, boolean optional, Set<String> types, Set<String> values) {
        static Rule of(String line) {
            String[] columns = line.trim().split("\\s+");
            String path = columns[0].replace("?", "");
            return new Rule(
                    path,
                    List.of(path.replace("[]", ".[]").split("\\.")),
                    columns[0].endsWith("?"),
                    Set.of(columns[1].split("\\|")),
                    Set.copyOf(List.of(columns).subList(2, columns.length)));
        }
    }

    private static final Map<String, List<Rule>> RULES = read();

    private Contract() {}

    static List<Rule> rules(String kind) {
        return Objects.requireNonNull(RULES.get(kind), kind);
    }

    static void check(String kind, JsonNode body) {
        Assertions.assertEquals(List.of(), violations(kind, body), () -> kind + ": " + body);
    }

    static void check(String kind, byte[] body) {
        check(kind, Json.read(new String(body, StandardCharsets.UTF_8)));
    }

    static List<String> violations(String kind, JsonNode body) {
        List<String> found = new ArrayList<>();
        for (Rule rule : rules(kind)) {
            check(rule, 0, body, found);
        }
        return found;
    }

    private static void check(Rule rule, int depth, JsonNode node, List<String> found) {
        if (depth == rule.steps().size()) {
            if (rule.types().stream().noneMatch(type -> is(node, type))) {
                found.add(rule.path() + " is " + node.getNodeType());
            } else if (!rule.values().isEmpty()
                    && node.isString()
                    && !rule.values().contains(node.stringValue())) {
                found.add(rule.path() + " is " + node);
            }
            return;
        }
        String step = rule.steps().get(depth);
        if (step.equals("[]") || step.equals("*")) {
            node.forEach(element -> check(rule, depth + 1, element, found));
        } else if (node.has(step)) {
            check(rule, depth + 1, node.get(step), found);
        } else if (depth == rule.steps().size() - 1 && node.isObject() && !rule.optional()) {
            found.add(rule.path() + " is missing");
        }
    }

    private static boolean is(JsonNode node, String type) {
        return switch (type) {
            case "string" -> node.isString();
            case "integer" -> node.isIntegralNumber();
            case "number" -> node.isNumber();
            case "object" -> node.isObject();
            case "array" -> node.isArray();
            case "null" -> node.isNull();
            default -> throw new IllegalArgumentException(type);
        };
    }

    private static Map<String, List<Rule>> read() {
        Map<String, List<Rule>> rules = new LinkedHashMap<>();
        List<Rule> section = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(Contract.class.getResourceAsStream("contract.txt"))) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (line.startsWith("[")) {
                    section = new ArrayList<>();
                    rules.put(line.substring(1, line.indexOf(']')), section);
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    section.add(Rule.of(line));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rules;
    }
}
