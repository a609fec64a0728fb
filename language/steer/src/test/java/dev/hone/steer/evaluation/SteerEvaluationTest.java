package dev.hone.steer.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.run.Run;
import dev.hone.core.run.RunSpec;
import dev.hone.lm.Completion;
import dev.hone.lm.FinishReason;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.Query;
import dev.hone.lm.Sample;
import dev.hone.lm.SamplingOptions;
import dev.hone.lm.format.Pool;
import dev.hone.reward.Reward;
import dev.hone.reward.Rewards;
import dev.hone.steer.Candidates;
import dev.hone.steer.TokenValues;
import dev.hone.steer.Value;
import dev.hone.steer.Weighted;
import dev.hone.steer.decode.TiltSettings;
import dev.hone.transformer.Rows;
import dev.hone.transformer.generate.LocalModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SteerEvaluationTest {
    private static final LocalModel MODEL = LocalModel.embedded("stories15m");
    private static final Reward READABILITY = Rewards.reward("readability");
    private static final List<Query> PROMPTS = List.of(
            Query.of("a", "One day, Tim"),
            Query.of("b", "Lily had a"),
            Query.of("c", "The dog was"),
            Query.of("d", "Once"));

    private static final int STOP = MODEL.tokenizer().id(".").orElseThrow();

    @TempDir
    private Path folder;

    @AfterAll
    static void close() {
        MODEL.close();
    }

    /** Likes the ends of sentences; counts how many tokens it was asked about. */
    private static final class Stops implements Value {
        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public String name() {
            return "stops";
        }

        @Override
        public long multiplyAdds(int candidates) {
            return 1000;
        }

        @Override
        public TokenValues begin(int samples) {
            return new TokenValues() {
                @Override
                public void bonus(int sample, Rows hidden, int row, Candidates candidates, double beta, double[] into) {
                    asked.incrementAndGet();
                    for (int i = 0; i < candidates.size(); i++) {
                        into[i] = candidates.id(i) == STOP ? beta : 0;
                    }
                }

                @Override
                public void chosen(int sample, int token) {}
            };
        }
    }

    private List<PolicyRow> rows(Run run, Stops value) {
        SteerEvaluation evaluation = new SteerEvaluation(
                MODEL, PROMPTS, List.of(READABILITY), SamplingOptions.DEFAULT.withMaxTokens(24), run, Listener.NONE);
        Policy steered = Policy.steered(List.of(new Weighted(value, 2)), TiltSettings.USUAL, 2);
        return evaluation.rows(List.of(steered), new BaseSamples.Drawn(8), List.of(1, 4, 16), 4, List.of(1, 2));
    }

    @Test
    void rowsAreTheFrozenModelsThenThePoliciesWithWhatTheyCost() {
        try (Run run = Run.start(folder, RunSpec.of("test", 0), true)) {
            List<PolicyRow> rows = rows(run, new Stops());
            assertEquals(
                    List.of("base 1", "base 4", "stops 1", "stops 2"),
                    rows.stream().map(row -> row.policy() + " " + row.bestOf()).toList());
            PolicyRow base = rows.getFirst();
            PolicyRow steered = rows.get(2);
            assertEquals(0, base.reward().estimate(), 1e-9);
            assertEquals(0, base.kl());
            assertEquals(BestOf.divergence(4), rows.get(1).kl(), 1e-9);
            assertEquals(4 * base.macsPerToken(), rows.get(1).macsPerToken(), 1);
            assertEquals(base.macsPerToken() + 1000, steered.macsPerToken(), 1);
            assertTrue(steered.reward().estimate() > base.reward().estimate(), rows::toString);
            assertTrue(steered.distinct2() > 0 && steered.length() > 1, rows::toString);
            assertTrue(steered.kl() > 0.1 && steered.msPerToken() > 0, rows::toString);
            assertTrue(rows.get(3).kl() > steered.kl(), rows::toString);
        }
    }

    private static Sample text(String text, int tokens) {
        return Sample.of(new Completion(text, Optional.empty(), FinishReason.STOP, tokens, List.of()));
    }

    @Test
    void costCountsWhatWasDrawnForEachTokenThatIsReturned() {
        Query prompt = PROMPTS.getFirst();
        Pool drawn = new Pool("drawn", List.of(PoolEntry.of(prompt, List.of(text("a b", 10), text("c d", 30)))));
        try (Run run = Run.start(folder, RunSpec.of("test", 0), true);
                Reward tens = Rewards.reward("length:10")) {
            List<PolicyRow> rows = new SteerEvaluation(
                            MODEL, List.of(prompt), List.of(tens), SamplingOptions.DEFAULT, run, Listener.NONE)
                    .rows(List.of(), new BaseSamples.Of(drawn), List.of(1, 2), 1, List.of());
            assertEquals(10, rows.getLast().length(), 1e-9);
            // forty tokens are drawn and ten returned
            assertEquals(4 * rows.getFirst().macsPerToken(), rows.getLast().macsPerToken(), 1);
            assertEquals(4 * rows.getFirst().msPerToken(), rows.getLast().msPerToken(), 1e-9);
        }
    }

    @Test
    void samplesThatWereDrawnWithAnotherLimitAreRefused() {
        Query prompt = PROMPTS.getFirst();
        Sample cut = Sample.of(new Completion("a b", Optional.empty(), FinishReason.LENGTH, 20, List.of()));
        Pool drawn = new Pool("drawn", List.of(PoolEntry.of(prompt, List.of(cut, text("c", 12)))));
        BaseSamples base = new BaseSamples.Of(drawn);
        try (Run run = Run.start(folder, RunSpec.of("test", 0), true)) {
            DrawStore store = new DrawStore(
                    MODEL, List.of(prompt), SamplingOptions.DEFAULT, run.seeds(), run.items("d"), Listener.NONE);
            assertEquals(1, base.draws(store, List.of(prompt), 20).size());
            HoneException shorter = assertThrows(HoneException.class, () -> base.draws(store, List.of(prompt), 16));
            assertTrue(
                    shorter.problem().contains("20 tokens") && shorter.problem().contains("16"), shorter.problem());
            HoneException longer = assertThrows(HoneException.class, () -> base.draws(store, List.of(prompt), 64));
            assertTrue(longer.problem().contains("after 20") && longer.advice().contains("--max-tokens 20"));
        }
    }

    @Test
    void whatARunHasDrawnIsNotDrawnAgain() {
        try (Run run = Run.start(folder, RunSpec.of("test", 0), true)) {
            Stops first = new Stops();
            Stops second = new Stops();
            List<PolicyRow> rows = rows(run, first);
            List<PolicyRow> again = rows(run, second);
            for (int i = 0; i < rows.size(); i++) {
                assertEquals(rows.get(i).reward(), again.get(i).reward());
                assertEquals(rows.get(i).kl(), again.get(i).kl());
            }
            // the clock draws anew; the samples of the rows don't
            int drawn = first.asked.get() - second.asked.get();
            assertTrue(drawn > 4 * 4 * 2 && second.asked.get() > 0, () -> drawn + " tokens fewer");
        }
    }

    @Test
    void theHeadlineNamesTheCheapestWayToTheBestOfTheFrozenModel() {
        PolicyRow best = row("base", 0, 128, 2.4, 3.86, 1280);
        PolicyRow cheap = row("good", 4, 1, 2.5, 9, 11);
        PolicyRow near = row("good", 2, 4, 1.9, 3.1, 44);
        String headline = new SteerReport(List.of(best, cheap, near)).headline("r");
        assertTrue(headline.contains("the best of 128 reaches 2.40"), headline);
        assertTrue(headline.contains("good x 4 reaches 2.50 at 0.9 % of its multiply-adds"), headline);
        assertTrue(headline.contains("the most is 1.90 (good x 2, best of 4, 3.10 nats)"), headline);
    }

    private static PolicyRow row(String policy, double beta, int m, double reward, double kl, double macs) {
        return new PolicyRow(
                policy,
                beta,
                m,
                "r",
                new dev.hone.core.statistics.Interval(reward, reward - 0.1, reward + 0.1),
                kl,
                30,
                0.9,
                macs,
                macs);
    }
}
