package dev.hone.endpoint;

import dev.hone.lm.CallDetails;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Reads what an answer says beside its choices: {@code system_fingerprint}, and whole numbers within {@code usage.…_details}. */
final class Details {
    private static final int MOST = 32; // an answer may hold anything
    private static final int LONGEST = 128;
    private static final long LARGEST = 1L << 40;

    private Details() {}

    static CallDetails of(JsonNode root) {
        SortedMap<String, Long> usage = new TreeMap<>();
        for (Map.Entry<String, JsonNode> group : root.path("usage").properties()) {
            if (group.getKey().endsWith("_details") && group.getKey().indexOf('.') < 0) {
                for (Map.Entry<String, JsonNode> count : group.getValue().properties()) {
                    String place = group.getKey() + "." + count.getKey();
                    if (isCount(count.getValue()) && place.length() <= LONGEST && usage.size() < MOST) {
                        usage.put(place, count.getValue().longValue());
                    }
                }
            }
        }
        Set<String> fingerprints = root.path("system_fingerprint")
                .stringValueOpt()
                .filter(fingerprint -> fingerprint.length() <= LONGEST)
                .map(Set::of)
                .orElseGet(Set::of);
        return new CallDetails(usage, fingerprints);
    }

    private static boolean isCount(JsonNode value) {
        return value.isIntegralNumber()
                && value.canConvertToLong()
                && value.longValue() >= 0
                && value.longValue() <= LARGEST;
    }
}
