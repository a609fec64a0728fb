package dev.hone.cli;

import dev.hone.core.HoneException;
import dev.hone.learn.Policy;
import dev.hone.learn.chunk.SavedChunkPolicy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Supplier;

/** Which weights of a saved policy are meant. */
final class ImitationCheckpoints {
    private static final int LAST = 5;

    private ImitationCheckpoints() {}

    /** Policies by the name of their checkpoint: {@code chosen}, a number, {@code last-five} or {@code all}. */
    static Map<String, Supplier<Policy>> of(SavedChunkPolicy saved, String which) {
        SequencedMap<String, Supplier<Policy>> policies = new LinkedHashMap<>();
        switch (which) {
            case "chosen" -> policies.put(which, saved::policy);
            case "last-five" -> range(saved, Math.max(1, saved.checkpoints() - LAST + 1), policies);
            case "all" -> range(saved, 1, policies);
            default -> {
                int number = number(which);
                policies.put(which, () -> saved.checkpoint(number));
            }
        }
        return policies;
    }

    private static void range(SavedChunkPolicy saved, int first, Map<String, Supplier<Policy>> policies) {
        for (int i = first; i <= saved.checkpoints(); i++) {
            int number = i;
            policies.put(Integer.toString(i), () -> saved.checkpoint(number));
        }
    }

    private static int number(String which) {
        if (!which.matches("\\d{1,2}")) {
            throw new HoneException(
                    "There is no checkpoint '" + which + "'.", "use chosen, a number from 1, last-five or all");
        }
        return Integer.parseInt(which);
    }
}
