package dev.hone.steer.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.lm.FinishReason;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.Query;
import dev.hone.lm.Sample;
import dev.hone.lm.format.Pool;
import dev.hone.transformer.generate.LocalModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class EpisodesTest {
    private static final LocalModel MODEL = LocalModel.embedded("stories15m");

    @AfterAll
    static void close() {
        MODEL.close();
    }

    private static Sample sample(double reward, FinishReason finish, int tokens, Integer... ids) {
        return new Sample(
                Optional.of("text"),
                OptionalDouble.of(reward),
                Optional.of(List.of(ids)),
                Optional.of(finish),
                OptionalInt.of(tokens));
    }

    private static Pool pool(Sample... samples) {
        return new Pool("samples.jsonl", List.of(PoolEntry.of(Query.of("q", "One day"), List.of(samples))));
    }

    private static String problem(Sample... samples) {
        return assertThrows(HoneException.class, () -> Episodes.of(pool(samples), MODEL, "positivity"))
                .problem();
    }

    @Test
    void rewardsAreStandardisedOverAllSamples() {
        Episodes episodes = Episodes.of(
                pool(sample(1, FinishReason.LENGTH, 2, 7, 8), sample(3, FinishReason.STOP, 2, 7)), MODEL, "positivity");
        assertEquals(new Scaling(2, 1), episodes.scaling());
        assertEquals(-1, episodes.all().getFirst().reward());
        assertEquals(1, episodes.all().getLast().reward());
        assertEquals(2, episodes.limit());
    }

    @Test
    void aTextThatEndedHasOneChoiceMoreThanTokensAndOneThatWasCutHasNot() {
        Episodes episodes = Episodes.of(
                pool(sample(1, FinishReason.LENGTH, 2, 7, 8), sample(3, FinishReason.STOP, 3, 7, 8)),
                MODEL,
                "positivity");
        Episode cut = episodes.all().getFirst();
        Episode ended = episodes.all().getLast();
        assertEquals(2, cut.steps());
        assertEquals(8, cut.action(1));
        assertEquals(3, ended.steps());
        assertEquals(Episode.END, ended.action(2));
    }

    @Test
    void whatIsReadStopsBeforeTheLastChoice() {
        int[] prompt = MODEL.prompt(Query.of("q", "One day"));
        Episodes episodes = Episodes.of(
                pool(sample(1, FinishReason.LENGTH, 2, 7, 8), sample(3, FinishReason.STOP, 3, 7, 8)),
                MODEL,
                "positivity");
        int[] cut = java.util.Arrays.copyOf(prompt, prompt.length + 1);
        cut[prompt.length] = 7;
        assertArrayEquals(cut, episodes.all().getFirst().read());
        int[] ended = java.util.Arrays.copyOf(cut, cut.length + 1);
        ended[cut.length] = 8;
        assertArrayEquals(ended, episodes.all().getLast().read());
    }

    @Test
    void aTextThatEndsAtOnceIsOneChoice() {
        Episodes episodes =
                Episodes.of(pool(sample(1, FinishReason.STOP, 1), sample(2, FinishReason.STOP, 2, 9)), MODEL, "x");
        assertEquals(1, episodes.all().getFirst().steps());
        assertEquals(Episode.END, episodes.all().getFirst().action(0));
    }

    @Test
    void aRewardThatNeverDiffersIsRefused() {
        String problem = problem(sample(1, FinishReason.STOP, 2, 7), sample(1, FinishReason.STOP, 2, 8));
        assertTrue(problem.contains("'positivity' is 1.0 for all 2 samples"), problem);
    }

    @Test
    void samplesWithoutIdsAreRefusedByTheirQuery() {
        Sample without = new Sample(
                Optional.of("text"),
                OptionalDouble.of(2),
                Optional.empty(),
                Optional.of(FinishReason.STOP),
                OptionalInt.of(2));
        String problem = problem(sample(1, FinishReason.STOP, 2, 7), without);
        assertTrue(problem.contains("samples.jsonl") && problem.contains("'q'") && problem.contains("'ids'"), problem);
    }

    @Test
    void samplesThatAStopTextCutAreRefused() {
        String problem = problem(sample(1, FinishReason.STOP, 5, 7), sample(2, FinishReason.STOP, 2, 8));
        assertTrue(problem.contains("a stop text cut it"), problem);
    }

    @Test
    void idsOfAnotherVocabularyAreRefusedWithTheModelsName() {
        String problem = problem(sample(1, FinishReason.STOP, 2, 40_000), sample(2, FinishReason.STOP, 2, 8));
        assertTrue(problem.contains("40000") && problem.contains("stories15m"), problem);
    }

    @Test
    void samplesOfSeveralModelsAreRefused() {
        PoolEntry.Arm arm = new PoolEntry.Arm(List.of(sample(1, FinishReason.STOP, 2, 7)), OptionalDouble.empty());
        Pool two = new Pool(
                "samples.jsonl", List.of(new PoolEntry(Query.of("q", "One day"), Map.of("small", arm, "large", arm))));
        Pool varied = new Pool(
                "samples.jsonl",
                List.of(
                        two.entries().getFirst(),
                        PoolEntry.of(Query.of("r", "One day"), List.of(sample(2, FinishReason.STOP, 2, 7)))));
        HoneException e = assertThrows(HoneException.class, () -> Episodes.of(varied, MODEL, "positivity"));
        assertTrue(e.problem().contains("samples of 2 arms"), e.problem());
    }
}
