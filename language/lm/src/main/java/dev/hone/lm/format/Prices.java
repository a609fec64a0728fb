package dev.hone.lm.format;

import dev.hone.core.HoneException;
import dev.hone.core.Json;
import dev.hone.core.Nearest;
import dev.hone.core.files.FileErrors;
import dev.hone.lm.Price;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A file of prices: {@code {"model-name": {"input": 0.15, "output": 0.6}}}, in US dollars per million tokens.
 *
 * @param source the file, for errors
 * @param byModel prices by the model's name as it stands after {@code #}
 */
public record Prices(String source, Map<String, Price> byModel) {
    private static final int LONGEST = 1 << 20;
    private static final String FORM =
            "write {\"model-name\": {\"input\": 0.15, \"output\": 0.6}}, dollars per million tokens";

    public Prices {
        byModel = Collections.unmodifiableMap(new TreeMap<>(byModel));
    }

    /**
     * Reads a file.
     *
     * @throws HoneException if it can't be read, is longer than 1 MiB, is no JSON object or holds a price that is none
     */
    public static Prices read(Path file) {
        String text;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new HoneException("The price file " + file + " is longer than 1 MiB.", "name another file");
            }
            text = new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw FileErrors.reading(file, e);
        }
        return parse(file.toString(), text);
    }

    static Prices parse(String source, String text) {
        JsonNode root;
        try {
            root = Json.read(text);
        } catch (JacksonException e) {
            String line =
                    e.getLocation() == null ? "" : " line " + e.getLocation().getLineNr();
            throw new HoneException("The price file " + source + line + ": it is not JSON.", FORM, e);
        }
        if (!root.isObject()) {
            throw new HoneException("The price file " + source + " holds no JSON object.", FORM);
        }
        Map<String, Price> prices = new TreeMap<>();
        root.properties().forEach(entry -> prices.put(entry.getKey(), price(source, entry.getKey(), entry.getValue())));
        return new Prices(source, prices);
    }

    private static Price price(String source, String model, JsonNode node) {
        for (String field : node.propertyNames()) {
            if (!Set.of("input", "output").contains(field)) {
                throw new HoneException(
                        "The price file " + source + ", model '" + model + "': unknown field '" + field + "'.", FORM);
            }
        }
        return new Price(dollars(source, model, node, "input"), dollars(source, model, node, "output"));
    }

    private static double dollars(String source, String model, JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isNumber() || !(value.doubleValue() >= 0) || Double.isInfinite(value.doubleValue())) {
            throw new HoneException(
                    "The price file " + source + ", model '" + model + "': '" + field + "' is "
                            + (value.isMissingNode() ? "missing" : value) + ".",
                    FORM);
        }
        return value.doubleValue();
    }

    /**
     * What one model costs.
     *
     * @throws HoneException if the file has no such model; names the nearest that it has
     */
    public Price of(String model) {
        Price price = byModel.get(model);
        if (price == null) {
            throw new HoneException(
                    "The price file " + source + " has no model '" + model + "'.",
                    Nearest.of(model, byModel.keySet())
                            .map(near -> "you meant '" + near + "'")
                            .orElse("add it: \"" + model + "\": {\"input\": …, \"output\": …}"));
        }
        return price;
    }
}
