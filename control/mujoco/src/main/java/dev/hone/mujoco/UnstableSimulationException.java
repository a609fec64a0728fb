package dev.hone.mujoco;

import dev.hone.core.HoneException;
import java.util.Map;

/**
 * The engine warned: numbers that aren't finite or far too large, or more contacts than its buffers hold. It goes on by
 * itself after such a warning, from its initial pose or without some contacts, so whatever it computed since is void.
 */
public final class UnstableSimulationException extends HoneException {
    private final transient Map<Warning, Integer> warnings;

    UnstableSimulationException(Map<Warning, Integer> warnings) {
        super(
                "The simulation is void: " + words(warnings) + ".",
                "restore a snapshot from before, or reset and use smaller forces");
        this.warnings = Map.copyOf(warnings);
    }

    /** How often each warning came; never empty. */
    public Map<Warning, Integer> warnings() {
        return warnings;
    }

    private static String words(Map<Warning, Integer> warnings) {
        return warnings.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> e.getKey().meaning() + (e.getValue() > 1 ? " (" + e.getValue() + " times)" : ""))
                .reduce((a, b) -> a + ", " + b)
                .orElseThrow();
    }
}
