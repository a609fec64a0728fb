package dev.hone.steer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.lm.Completion;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import dev.hone.steer.decode.CandidateRule;
import dev.hone.steer.decode.TiltSettings;
import dev.hone.transformer.Rows;
import dev.hone.transformer.generate.LocalModel;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteeredModelTest {
    private static final LocalModel MODEL = LocalModel.embedded("stories15m");
    private static final int SAMPLES = 6;

    @AfterAll
    static void close() {
        MODEL.close();
    }

    /** Likes one token. */
    private record Likes(String name, int token) implements Value {
        @Override
        public long multiplyAdds(int candidates) {
            return 0;
        }

        @Override
        public TokenValues begin(int samples) {
            return new TokenValues() {
                @Override
                public void bonus(int sample, Rows hidden, int row, Candidates candidates, double beta, double[] into) {
                    for (int i = 0; i < candidates.size(); i++) {
                        into[i] = candidates.id(i) == token ? beta : 0;
                    }
                }

                @Override
                public void chosen(int sample, int chosen) {}
            };
        }
    }

    /** Likes a token the more often the sample holds it already: a value with a memory of each sample. */
    private record Hoards(int token) implements Value {
        @Override
        public long multiplyAdds(int candidates) {
            return 0;
        }

        @Override
        public String name() {
            return "hoards";
        }

        @Override
        public TokenValues begin(int samples) {
            int[] held = new int[samples];
            return new TokenValues() {
                @Override
                public void bonus(int sample, Rows hidden, int row, Candidates candidates, double beta, double[] into) {
                    for (int i = 0; i < candidates.size(); i++) {
                        into[i] = candidates.id(i) == token ? beta * held[sample] : 0;
                    }
                }

                @Override
                public void chosen(int sample, int chosen) {
                    held[sample] += chosen == token ? 1 : 0;
                }
            };
        }
    }

    private static GenerationRequest request(String id, int n) {
        SamplingOptions options =
                new SamplingOptions(32, 1, OptionalDouble.empty(), OptionalInt.empty(), List.of(), OptionalInt.of(2));
        return new GenerationRequest(Query.of(id, "One day, a boy named Tim"), 0, n, options, Seeds.of(3));
    }

    private static SteeredModel steered(double beta, Value value) {
        return new SteeredModel(
                MODEL,
                List.of(new Weighted(value, beta)),
                TiltSettings.USUAL.withCandidates(new CandidateRule.Whole()));
    }

    private static int fullStop() {
        return MODEL.tokenizer().id(".").orElseThrow();
    }

    private static long count(List<Completion> completions, int token) {
        return completions.stream()
                .flatMap(completion -> completion.ids().orElseThrow().stream())
                .filter(id -> id == token)
                .count();
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "0.95", "20"})
    void aWeightOfZeroIsTheFrozenModelToTheLastBit(String rule) {
        TiltSettings settings = TiltSettings.USUAL.withCandidates(CandidateRule.parse(rule));
        Weighted none = new Weighted(new Likes("stops", fullStop()), 0);
        Weighted nor = new Weighted(new Hoards(fullStop()), 0);
        SteeredModel model = new SteeredModel(MODEL, List.of(none, nor), settings);
        assertEquals(MODEL.generate(request("q", SAMPLES)), model.generate(request("q", SAMPLES)));
    }

    @Test
    void aSecondValueOfWeightZeroChangesNoBit() {
        Weighted one = new Weighted(new Likes("stops", fullStop()), 2);
        Weighted nothing = new Weighted(new Hoards(fullStop()), 0);
        SteeredModel both = new SteeredModel(MODEL, List.of(one, nothing), TiltSettings.USUAL);
        SteeredModel alone = new SteeredModel(MODEL, List.of(one), TiltSettings.USUAL);
        assertEquals(alone.generate(request("q", SAMPLES)), both.generate(request("q", SAMPLES)));
    }

    @Test
    void aLikedTokenIsSaidMoreOftenAndADislikedOneLess() {
        long base = count(MODEL.generate(request("q", SAMPLES)), fullStop());
        long liked = count(steered(7, new Likes("stops", fullStop())).generate(request("q", SAMPLES)), fullStop());
        long disliked = count(steered(-7, new Likes("stops", fullStop())).generate(request("q", SAMPLES)), fullStop());
        assertTrue(base >= 5, () -> "only " + base + " to begin with");
        assertTrue(liked > 1.5 * base, () -> liked + " after " + base);
        assertTrue(disliked < 0.7 * base, () -> disliked + " after " + base);
    }

    @Test
    void sampleMemoriesAreApart() {
        SteeredModel model = steered(3, new Hoards(fullStop()));
        List<Completion> together = model.generate(request("q", SAMPLES));
        for (int i = 0; i < SAMPLES; i++) {
            assertEquals(
                    List.of(together.get(i)),
                    model.generate(request("q", SAMPLES).withSamples(i, 1)));
        }
    }

    @Test
    void oneBatchForManyCallersChangesNoBit() throws Exception {
        LocalModel shared = MODEL.shared(1);
        List<FutureTask<List<Completion>>> tasks = new ArrayList<>();
        List<List<Completion>> wanted = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Weighted value = new Weighted(new Hoards(fullStop()), i % 3);
            GenerationRequest request = request("q" + i, 1 + i % 4);
            SteeredModel alone = new SteeredModel(MODEL, List.of(value), TiltSettings.USUAL);
            SteeredModel together = new SteeredModel(shared, List.of(value), TiltSettings.USUAL);
            wanted.add(alone.generate(request));
            Callable<List<Completion>> call = () -> together.generate(request);
            tasks.add(new FutureTask<>(call));
            Thread.ofVirtual().start(tasks.getLast());
        }
        for (int i = 0; i < tasks.size(); i++) {
            assertEquals(wanted.get(i), tasks.get(i).get());
        }
    }

    @Test
    void theMeanLogRatioIsTheDivergence() {
        SteeredModel model = steered(2, new Likes("stops", fullStop()));
        double divergence = 0;
        double logRatio = 0;
        List<SteeredSample> samples = model.steer(request("q", 200));
        for (SteeredSample sample : samples) {
            divergence += sample.divergence() / samples.size();
            logRatio += sample.logRatio() / samples.size();
        }
        assertTrue(divergence > 0.2, "a divergence of " + divergence);
        assertEquals(divergence, logRatio, 0.25 * divergence);
    }

    @Test
    void aBudgetIsNotPassedAndStillSteers() {
        Weighted value = new Weighted(new Likes("stops", fullStop()), 8);
        TiltSettings settings = TiltSettings.USUAL.withLimits(OptionalDouble.empty(), OptionalDouble.of(1.5));
        List<SteeredSample> samples = new SteeredModel(MODEL, List.of(value), settings).steer(request("q", 40));
        double mean = 0;
        for (SteeredSample sample : samples) {
            assertTrue(sample.divergence() <= 1.5, () -> sample.divergence() + " nats");
            mean += sample.divergence() / samples.size();
        }
        assertTrue(mean > 0.3, "only " + mean + " nats used");
    }

    @Test
    void aBudgetIsSharedOverTheTokensThatTheContextHasRoomFor() {
        Weighted value = new Weighted(new Likes("stops", fullStop()), 8);
        TiltSettings settings = TiltSettings.USUAL.withLimits(OptionalDouble.empty(), OptionalDouble.of(.5));
        SteeredModel steered = new SteeredModel(MODEL, List.of(value), settings);
        Query story = Query.of("q", "One day, a boy named Tim went to the park. ".repeat(20));
        GenerationRequest any = asking(story, 1);
        int room = MODEL.room(any);
        assertEquals(MODEL.causalModel().config().context() - MODEL.prompt(story).length, room);
        assertTrue(room < 60, () -> "room for " + room);
        // shared over eight times the room, a text of all the room could take .22 of its budget
        double most = steered.steer(asking(story, 8 * room)).stream()
                .mapToDouble(SteeredSample::divergence)
                .max()
                .orElseThrow();
        assertTrue(most > .5 * .4 && most <= .5, () -> most + " nats of .5");
    }

    private static GenerationRequest asking(Query query, int maxTokens) {
        return new GenerationRequest(query, 0, 4, SamplingOptions.DEFAULT.withMaxTokens(maxTokens), Seeds.of(3));
    }

    @Test
    void theNameSaysWhatLeads() {
        SteeredModel model = new SteeredModel(
                MODEL,
                List.of(new Weighted(new Likes("dogs", 5), 2), new Weighted(new Likes("short", 6), -0.5)),
                TiltSettings.USUAL);
        assertEquals("stories15m+dogs:2+short:-0.5", model.name());
        assertNotEquals(MODEL.name(), model.name());
        assertEquals(MODEL.capabilities(), model.capabilities());
    }

    @Test
    void aValueGivenTwiceIsRefused() {
        Weighted value = new Weighted(new Likes("dogs", 5), 2);
        HoneException e = assertThrows(
                HoneException.class, () -> new SteeredModel(MODEL, List.of(value, value), TiltSettings.USUAL));
        assertTrue(e.problem().contains("'dogs'"), e.problem());
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void aWeightThatIsNoNumberIsRefused(double beta) {
        HoneException e = assertThrows(HoneException.class, () -> new Weighted(new Likes("dogs", 5), beta));
        assertTrue(e.problem().contains("dogs"), e.problem());
    }

    @Test
    void aLimitIsRefusedWhereTemperatureWouldChangeWhatItCounts() {
        TiltSettings limited = TiltSettings.USUAL.withLimits(OptionalDouble.empty(), OptionalDouble.of(1.5));
        SteeredModel model = new SteeredModel(MODEL, List.of(new Weighted(new Likes("stops", fullStop()), 2)), limited);
        SamplingOptions cold = new SamplingOptions(
                8, 0.5, OptionalDouble.empty(), OptionalInt.empty(), List.of(), OptionalInt.empty());
        GenerationRequest request = new GenerationRequest(Query.of("q", "One day"), 0, 1, cold, Seeds.of(1));
        HoneException e = assertThrows(HoneException.class, () -> model.generate(request));
        assertTrue(e.problem().contains("temperature 0.5"), e.problem());
    }

    @Test
    void twoValuesOfOneRewardAreToldApartByTheNamesTheyAreAskedForUnder() {
        Value same = new Likes("positivity", fullStop());
        SteeredModel model = new SteeredModel(
                MODEL, List.of(new Weighted("calm", same, 1), new Weighted("loud", same, -1)), TiltSettings.USUAL);
        assertEquals("stories15m+calm:1+loud:-1", model.name());
        assertEquals(MODEL.generate(request("q", 2)), model.generate(request("q", 2)));
    }
}
