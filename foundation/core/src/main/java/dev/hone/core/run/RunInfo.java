package dev.hone.core.run;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A run as seen from outside.
 *
 * @param id its folder's name; sorts by time of start
 * @param started when it was first started, not resumed
 * @param ended when it finished or failed
 * @param error what it failed with, in two lines
 * @param versions what it was last worked on with; see {@link dev.hone.core.Versions}
 * @param workingFolder where the command was typed
 */
public record RunInfo(
        String id,
        Path folder,
        RunState state,
        RunSpec spec,
        Instant started,
        Optional<Instant> ended,
        Optional<Progress> progress,
        Optional<String> error,
        SortedMap<String, String> versions,
        Path workingFolder) {
    /** How far the stage it was in had come. */
    public record Progress(String stage, long done, long total) {}

    /** Whether the same command would go on with it. */
    boolean unfinished() {
        return state != RunState.DONE;
    }
}
