package dev.hone.cli;

import dev.hone.core.run.Run;
import dev.hone.core.run.RunReader;
import dev.hone.lm.sampling.RunPool;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What a run keeps when an error ends it: said after the error, which it travels with, and only where there is something. */
final class KeptNote extends RuntimeException {
    /** Neither what a run was asked about nor what it paid is finished work. */
    private static final Set<String> NO_WORK = Set.of(RunPool.QUERY, EndpointFlags.SPEND);

    private KeptNote(String note) {
        super(note, null, false, false);
    }

    static void add(Throwable error, Run run) {
        if (keepsWork(run)) {
            error.addSuppressed(
                    new KeptNote("What is finished is kept in run " + run.id() + "; the same command continues it."));
        }
    }

    private static boolean keepsWork(Run run) {
        try (RunReader reader = RunReader.open(run.folder())) {
            return reader.kinds().stream().anyMatch(kind -> !NO_WORK.contains(kind));
        } catch (RuntimeException _) {
            return false; // on a full or broken disk nothing can be promised
        }
    }

    /** The notes that travel with an error. */
    static List<String> of(Throwable error) {
        return Arrays.stream(error.getSuppressed())
                .filter(KeptNote.class::isInstance)
                .map(note -> String.valueOf(note.getMessage()))
                .toList();
    }
}
