package dev.hone.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.budget.evaluation.Fold;
import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.budget.evaluation.Guard;
import dev.hone.budget.evidence.GuardedLogistic;
import dev.hone.budget.evidence.LogisticRule;
import dev.hone.budget.evidence.SampleEvidence;
import dev.hone.core.Seeds;
import dev.hone.core.statistics.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceFileTest {
    private static final GuardedLogistic LEARNT = new GuardedLogistic(
            new LogisticRule(
                    List.of(
                            new LogisticRule.Point(1, -1.25, List.of(0.5, 0.25), List.of(1.0, 0.0)),
                            new LogisticRule.Point(4, -2.5, List.of(0.75, 0.125), List.of(2.0, 0.5))),
                    List.of(0.1, -0.2)),
            new Guard(List.of(new Guard.Check(1, 4, new Interval(.02, .01, .03)))));

    @TempDir
    private Path folder;

    private static SampleEvidence evidence() {
        GradedQueries queries = new SimulatedPool(1, 60, 8, 0).graded();
        Fold fold = Fold.cross(queries.queries(), 3, Seeds.of(1)).getFirst();
        return SampleEvidence.on(queries, fold, Seeds.of(2)).orElseThrow();
    }

    @Test
    void whatSamplesTellWithoutARewardIsReadAsItWasWritten() {
        EvidenceFile.write(folder, evidence().withLogistic(Optional.of(LEARNT)));
        assertEquals(
                Optional.of(LEARNT), EvidenceFile.read(folder).orElseThrow().logistic());
    }

    @Test
    void aFileOfBeforeThereWasSuchARuleHasNone() throws IOException {
        EvidenceFile.write(folder, evidence());
        Path file = folder.resolve("evidence.json");
        String text = Files.readString(file);
        String old = text.replaceFirst(",\"logistic\":null", "");
        assertTrue(old.length() < text.length(), text);
        Files.writeString(file, old);
        assertEquals(Optional.empty(), EvidenceFile.read(folder).orElseThrow().logistic());
    }
}
