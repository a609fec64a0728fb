package dev.hone.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.files.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunSpecTest {
    private static final RunSpec SPEC = RunSpec.of("budget sample", 7)
            .withConfig(Map.of("n", "64"))
            .withInput("queries", "q.jsonl", "aa")
            .withOut(Path.of("pool"), false)
            .withCommand(List.of("budget", "sample"));

    @TempDir
    Path folder;

    @Test
    void identityIsVerbSeedConfigInputsAndOut() {
        assertTrue(SPEC.sameAs(SPEC.withInput("queries", "moved/q.jsonl", "aa")));
        assertTrue(SPEC.sameAs(SPEC.withOut(Path.of("./pool"), true)));
        assertTrue(SPEC.sameAs(SPEC.withCommand(List.of())));
        assertFalse(SPEC.sameAs(SPEC.withInput("queries", "q.jsonl", "bb")));
        assertFalse(SPEC.sameAs(SPEC.withInput("references", "r.jsonl", "cc")));
        assertFalse(SPEC.sameAs(SPEC.withConfig(Map.of("n", "32"))));
        assertFalse(SPEC.sameAs(SPEC.withOut(Path.of("other"), false)));
        assertFalse(SPEC.sameAs(RunSpec.of("budget sample", 8)
                .withConfig(SPEC.config())
                .withInput("queries", "q.jsonl", "aa")
                .withOut(Path.of("pool"), false)));
    }

    @Test
    void aChangedInputIsToldFromAnotherSetOfInputs() {
        RunSpec changed = SPEC.withInput("queries", "q.jsonl", "bb");
        assertTrue(changed.sameButInputs(SPEC));
        assertEquals("queries", changed.changedInputs(SPEC).getFirst().getKey());
        assertFalse(SPEC.withInput("references", "r.jsonl", "cc").sameButInputs(SPEC));
        assertEquals(List.of(), SPEC.changedInputs(SPEC));
    }

    @Test
    void theOutIsAbsoluteWhateverFolderItWasTypedIn() {
        assertEquals(Optional.of(Path.of("pool").toAbsolutePath()), SPEC.out());
    }

    @Test
    void theCommandToTypeAgainContinues() {
        assertEquals(
                List.of("demo", "--seed", "1"),
                SPEC.withCommand(List.of("demo", "--fresh", "--seed", "1")).command());
    }

    @Test
    void anInputIsHashedWhenItIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("q.jsonl"), "{}\n");
        RunSpec spec = RunSpec.of("test", 1).withInput("queries", file);
        assertEquals(
                new RunSpec.Input(file.toString(), Hash.of("{}\n")),
                spec.inputs().get("queries"));
        Path missing = folder.resolve("missing.jsonl");
        assertThrows(HoneException.class, () -> spec.withInput("queries", missing));
    }
}
