package dev.hone.tensor;

import dev.hone.core.HoneException;
import dev.hone.core.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The checked header of a safetensors file.
 *
 * <p>A header comes from strangers, and every number in it ends up as an address. So nothing is believed: each tensor's
 * range must lie inside the file and hold exactly its type times its shape, and the ranges, sorted, must tile the data
 * without gap or overlap, as the format demands. After that no read can leave the mapping or alias another tensor.
 */
record SafetensorsHeader(SequencedMap<String, Entry> entries, Map<String, String> metadata) {
    static final String METADATA = "__metadata__";

    /** One tensor: {@code begin} and {@code end} count bytes from the start of the data, which follows the header. */
    record Entry(String name, DType type, List<Long> shape, long begin, long end) {}

    /**
     * Reads and checks a header.
     *
     * @param dataBytes bytes of the file after the header
     */
    static SafetensorsHeader parse(Path file, String json, long dataBytes) {
        JsonNode root;
        try {
            root = Json.read(json);
        } catch (JacksonException e) {
            throw broken(file, "its header is not valid JSON: " + Json.problem(e));
        }
        if (!root.isObject()) {
            throw broken(file, "its header is not a JSON object");
        }
        var entries = new ArrayList<Entry>();
        var metadata = new LinkedHashMap<String, String>();
        for (Map.Entry<String, JsonNode> property : root.properties()) {
            if (property.getKey().equals(METADATA)) {
                readMetadata(file, property.getValue(), metadata);
            } else {
                entries.add(entry(file, property.getKey(), property.getValue()));
            }
        }
        entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        checkTiling(file, entries, dataBytes);
        var byName = new LinkedHashMap<String, Entry>();
        entries.forEach(e -> byName.put(e.name(), e));
        return new SafetensorsHeader(byName, metadata);
    }

    private static void readMetadata(Path file, JsonNode node, Map<String, String> into) {
        if (!node.isObject()) {
            throw broken(file, METADATA + " is not an object of texts");
        }
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            if (!property.getValue().isString()) {
                throw broken(file, METADATA + " entry '" + property.getKey() + "' is not a text");
            }
            into.put(property.getKey(), property.getValue().stringValue());
        }
    }

    private static Entry entry(Path file, String name, JsonNode node) {
        String where = "tensor '" + name + "' ";
        for (String key : node.isObject() ? node.propertyNames() : List.<String>of()) {
            if (!List.of("dtype", "shape", "data_offsets").contains(key)) {
                throw broken(file, where + "has the unknown field '" + key + "'");
            }
        }
        String typeName = node.path("dtype").asString("");
        DType type = DType.named(typeName)
                .orElseThrow(() -> broken(file, where + "has the unknown type '" + typeName + "'"));
        List<Long> shape = longs(file, where + "shape", node.path("shape"));
        List<Long> offsets = longs(file, where + "data_offsets", node.path("data_offsets"));
        if (offsets.size() != 2) {
            throw broken(file, where + "has " + offsets.size() + " data_offsets instead of 2");
        }
        long begin = offsets.get(0);
        long end = offsets.get(1);
        if (begin > end) {
            throw broken(file, where + "ends at " + end + ", before it begins at " + begin);
        }
        try {
            long bytes = type.bytes();
            for (long size : shape) {
                bytes = Math.multiplyExact(bytes, size);
            }
            if (bytes != end - begin) {
                throw broken(
                        file, where + "is " + type + " " + shape + ", " + bytes + " bytes, but holds " + (end - begin));
            }
        } catch (ArithmeticException e) {
            throw broken(file, where + "has the impossible shape " + shape);
        }
        return new Entry(name, type, shape, begin, end);
    }

    private static List<Long> longs(Path file, String where, JsonNode node) {
        if (!node.isArray()) {
            throw broken(file, where + " is not an array");
        }
        var values = new ArrayList<Long>();
        for (JsonNode element : node) {
            if (!element.isIntegralNumber() || !element.canConvertToLong() || element.longValue() < 0) {
                throw broken(file, where + " contains " + element + ", not a whole number of 0 or more");
            }
            values.add(element.longValue());
        }
        return List.copyOf(values);
    }

    private static void checkTiling(Path file, List<Entry> sorted, long dataBytes) {
        long expected = 0;
        for (Entry entry : sorted) {
            String where = "tensor '" + entry.name() + "' ";
            if (entry.end() > dataBytes) {
                throw broken(
                        file,
                        where + "ends at byte " + entry.end() + " of the data, which has " + dataBytes + " bytes");
            }
            if (entry.begin() < expected) {
                throw broken(file, where + "begins at byte " + entry.begin() + ", inside the tensor before it");
            }
            if (entry.begin() > expected) {
                throw broken(file, where + "begins at byte " + entry.begin() + " after a gap from " + expected);
            }
            expected = entry.end();
        }
        if (expected != dataBytes) {
            throw broken(file, "its data has " + dataBytes + " bytes, its tensors only " + expected);
        }
    }

    static HoneException broken(Path file, String what) {
        return new HoneException(
                "The file " + file + " is not a sound safetensors file: " + what + ".",
                "it was cut off while it was copied; fetch it again");
    }
}
