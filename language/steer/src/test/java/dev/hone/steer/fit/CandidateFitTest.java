package dev.hone.steer.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.core.files.AtomicFolder;
import dev.hone.lm.Completion;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.Query;
import dev.hone.lm.Sample;
import dev.hone.lm.SamplingOptions;
import dev.hone.lm.arithmetic.ArithmeticQueries;
import dev.hone.lm.format.Pool;
import dev.hone.reward.Reward;
import dev.hone.reward.Rewards;
import dev.hone.steer.Candidates;
import dev.hone.steer.GivenCandidates;
import dev.hone.steer.SteeredModel;
import dev.hone.steer.TokenValues;
import dev.hone.steer.Value;
import dev.hone.steer.Weighted;
import dev.hone.steer.candidate.CandidateValue;
import dev.hone.steer.decode.TiltSettings;
import dev.hone.steer.head.DetachedValue;
import dev.hone.steer.head.ValueFile;
import dev.hone.transformer.EmbeddedModels;
import dev.hone.transformer.Rows;
import dev.hone.transformer.generate.LocalModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The candidate head on a real model: samples, grades, value, file, steered samples; and what its network owes to its tokens. */
class CandidateFitTest {
    private static final LocalModel MODEL = LocalModel.embedded("arithmetic");
    private static final Reward LARGE = Rewards.reward("regex:^[5-9]");
    private static final SamplingOptions OPTIONS = SamplingOptions.DEFAULT.withMaxTokens(8);
    private static final int VOCABULARY = MODEL.causalModel().config().vocabulary();
    private static final Rows NO_STATE = new Rows(new float[0], 0, 0);
    private static final int TEST_QUERIES = 30;

    @TempDir
    private static Path folder;

    private static List<Query> queries = List.of();
    private static Pool pool = new Pool("samples.jsonl", List.of());
    private static Map<String, Double> heldOut = Map.of();

    @BeforeAll
    static void fit() {
        queries = ArithmeticQueries.draw(140, 1, Seeds.of(3));
        List<PoolEntry> entries = new ArrayList<>();
        for (Query query : queries.subList(TEST_QUERIES, queries.size())) {
            var completions = MODEL.generate(new GenerationRequest(query, 0, 4, OPTIONS, Seeds.of(1)));
            double[] rewards = LARGE.grade(query, completions);
            List<Sample> samples = new ArrayList<>();
            for (int i = 0; i < rewards.length; i++) {
                samples.add(Sample.of(completions.get(i)).withReward(rewards[i]));
            }
            entries.add(PoolEntry.of(query, samples));
        }
        pool = new Pool("samples.jsonl", entries);
        Path model = EmbeddedModels.folder("arithmetic");
        try (Fitted value =
                        CandidateFit.fit(pool, MODEL, model, LARGE, FitSettings.DEFAULT, Seeds.of(2), Listener.NONE);
                AtomicFolder target = AtomicFolder.create(folder.resolve("large"), true)) {
            value.save(target, "regex:^[5-9]", MODEL, Map.of());
            heldOut = value.heldOut();
        }
    }

    @AfterAll
    static void close() {
        MODEL.close();
    }

    private static CandidateValue value() {
        return (CandidateValue) ValueFile.open(folder.resolve("large"), MODEL);
    }

    private static double mean(double beta) {
        SteeredModel model = new SteeredModel(MODEL, List.of(new Weighted(value(), beta)), TiltSettings.USUAL);
        double sum = 0;
        for (Query query : queries.subList(0, TEST_QUERIES)) {
            List<Completion> completions = model.generate(new GenerationRequest(query, 0, 8, OPTIONS, Seeds.of(4)));
            sum += Arrays.stream(LARGE.grade(query, completions)).average().orElseThrow();
        }
        return sum / TEST_QUERIES;
    }

    @Test
    void itForetellsRewardsOfPromptsItHasNotSeen() {
        assertTrue(heldOut.getOrDefault("half.explained", 0.0) > 0.5, heldOut.toString());
        assertTrue(heldOut.getOrDefault("explained.25", 0.0) > 0.5, heldOut.toString());
        assertTrue(heldOut.getOrDefault("texts", 0.0) >= 16, heldOut.toString());
    }

    @Test
    void itLeadsToTheRewardAndAwayFromIt() {
        double base = mean(0);
        double towards = mean(4);
        double away = mean(-4);
        assertTrue(towards > base + 0.06 && away < base - 0.06, away + " " + base + " " + towards);
    }

    @Test
    void aWeightOfZeroIsTheFrozenModelToTheLastBit() {
        SteeredModel model = new SteeredModel(MODEL, List.of(new Weighted(value(), 0)), TiltSettings.USUAL);
        for (Query query : queries.subList(0, 5)) {
            GenerationRequest request = new GenerationRequest(query, 0, 6, OPTIONS, Seeds.of(4));
            assertEquals(MODEL.generate(request), model.generate(request));
        }
    }

    @Test
    void cachedValuesAreThoseOfTextsReadAnew() {
        CandidateValue value = value();
        int[] prompt = MODEL.prompt(queries.getFirst());
        int[] said = MODEL.tokenizer().encode("1234", false);
        TokenValues along = value.begin(1);
        along.prompt(prompt);
        double[] bonus = new double[VOCABULARY];
        double spread = 0;
        for (int t = 0; t < said.length; t++) {
            along.bonus(0, NO_STATE, 0, all(), 2, bonus);
            along.bonus(0, NO_STATE, 0, all(), 2, bonus); // candidates leave nothing behind
            for (int id = 0; id < VOCABULARY; id++) {
                boolean ends = MODEL.endTokens().get(id);
                int[] text = Arrays.copyOf(said, ends ? t : t + 1);
                if (!ends) {
                    text[t] = id;
                }
                assertEquals(2 * value.of(prompt, text, ends), bonus[id], 1e-5, "token " + id + " at " + t);
                spread = Math.max(spread, Math.abs(bonus[id] - bonus[0]));
            }
            along.chosen(0, said[t]);
        }
        assertTrue(spread > 0.1, "all candidates alike");
    }

    @Test
    void candidatesDoNotSeeEachOther() {
        CandidateValue value = value();
        int[] prompt = MODEL.prompt(queries.getFirst());
        double[] whole = new double[VOCABULARY];
        TokenValues along = value.begin(1);
        along.prompt(prompt);
        along.bonus(0, NO_STATE, 0, all(), 1, whole);
        for (int id = 0; id < VOCABULARY; id++) {
            double[] alone = new double[1];
            along.bonus(0, NO_STATE, 0, some(id), 1, alone);
            assertEquals(whole[id], alone[0], 0);
        }
    }

    @Test
    void moreCandidatesThanFitOnePassAreValuedAlike() {
        CandidateValue value = value();
        int[] many = new int[150];
        Arrays.setAll(many, i -> i % VOCABULARY);
        double[] bonus = new double[many.length];
        double[] once = new double[VOCABULARY];
        TokenValues along = value.begin(1);
        along.prompt(MODEL.prompt(queries.getFirst()));
        along.bonus(0, NO_STATE, 0, some(many), 1, bonus);
        along.bonus(0, NO_STATE, 0, all(), 1, once);
        for (int i = 0; i < many.length; i++) {
            assertEquals(once[many[i]], bonus[i], 0);
        }
    }

    @Test
    void textsThatAreReadByOtherTokensAreReadAnew() {
        CandidateValue value = value();
        int[] prompt = MODEL.prompt(queries.getFirst());
        int[] other = MODEL.tokenizer().encode("78", false);
        TokenValues along = value.begin(2);
        along.prompt(prompt);
        along.chosen(1, MODEL.tokenizer().encode("9", false)[0]);
        along.reread(1, other);
        double[] bonus = new double[1];
        int next = MODEL.tokenizer().encode("5", false)[0];
        along.bonus(1, NO_STATE, 0, some(next), 1, bonus);
        assertEquals(value.of(prompt, new int[] {other[0], other[1], next}, false), bonus[0], 1e-5);
    }

    @Test
    void itNeedsNothingOfTheFrozenModelButItsTokens() {
        try (DetachedValue detached = ValueFile.openDetached(folder.resolve("large"))) {
            int[] prompt = MODEL.prompt(queries.getFirst());
            assertArrayEquals(prompt, detached.network().prompt(queries.getFirst()));
            assertEquals(
                    MODEL.tokenizer().identity(), detached.network().tokenizer().identity());
            assertEquals(MODEL.endTokens(), detached.network().endTokens());
            assertEquals(VOCABULARY, detached.value().vocabulary());
            int[] said = {prompt[0]};
            assertEquals(value().of(prompt, said, true), detached.value().of(prompt, said, true), 0);
            assertEquals("arithmetic", detached.card().model());
        }
    }

    @Test
    void theTrainedNetworkAndTheDecodedOneSayTheSame() {
        Episodes episodes = Episodes.of(pool, MODEL, "regex:^[5-9]");
        List<Episode> texts = episodes.all().subList(0, 40);
        try (CandidateNetwork network = new CandidateNetwork(MODEL.causalModel(), Seeds.of(5));
                AtomicFolder target = AtomicFolder.create(folder.resolve("twin"), true)) {
            var passes = new AtomicInteger();
            new CandidateTraining(network, texts, FitSettings.DEFAULT.with(1, 15), Seeds.of(6), Listener.NONE)
                    .run(() -> -passes.incrementAndGet());
            double[] trained = network.values(texts);
            new FittedCandidate(network, EmbeddedModels.folder("arithmetic"), episodes.scaling(), 8, new TreeMap<>())
                    .save(target, "regex:^[5-9]", MODEL, Map.of());
            CandidateValue decoded = (CandidateValue) ValueFile.open(folder.resolve("twin"), MODEL);
            int at = 0;
            double most = 0;
            for (Episode text : texts) {
                int[] prompt = ids(text.prompt());
                int[] said = ids(text.response());
                for (int t = 0; t <= said.length; t++) {
                    double v = decoded.of(prompt, Arrays.copyOf(said, t), false);
                    most = Math.max(most, Math.abs(v));
                    assertEquals(trained[at++], v, 1e-4);
                }
                if (text.ended()) {
                    assertEquals(trained[at++], decoded.of(prompt, said, true), 1e-4);
                }
            }
            assertEquals(trained.length, at);
            assertTrue(most > 0.1, "nothing learnt");
        }
    }

    @Test
    void theStateAfterATextIsWorthItsRewardHoweverItEnded() {
        Episode ended = new Episode("q", List.of(1), List.of(7, 8), true, 2);
        Episode cut = new Episode("q", List.of(1), List.of(7, 8), false, -1);
        double[] values = {0.5, 0.25, 0.125, 9, 0.5, 0.25, 9};
        assertArrayEquals(
                new double[] {0.25, 0.125, 2, 2, 0.25, -1, -1},
                CandidateTraining.targets(List.of(ended, cut), values.clone(), 0));
        assertArrayEquals(
                new double[] {2, 2, 2, 2, -1, -1, -1},
                CandidateTraining.targets(List.of(ended, cut), values.clone(), 1));
        // .5: after 8 the reward, after 7 half of V and half of that, and so on
        assertArrayEquals(
                new double[] {0.65625, 1.0625, 2, 2, -0.375, -1, -1},
                CandidateTraining.targets(List.of(ended, cut), values.clone(), 0.5));
    }

    @Test
    void aValueOfAnotherModelIsRefusedWithBothNames() {
        try (LocalModel other = LocalModel.embedded("stories15m")) {
            HoneException e = assertThrows(HoneException.class, () -> ValueFile.open(folder.resolve("large"), other));
            assertTrue(e.problem().contains("stories15m") && e.problem().contains("arithmetic"), e.problem());
        }
    }

    @Test
    void aHeadOfANewerHoneIsRefused() throws Exception {
        Path copy = Files.createDirectory(folder.resolve("newer"));
        String card = Files.readString(folder.resolve("large/card.json"));
        Files.writeString(copy.resolve("card.json"), card.replace("\"candidate\"", "\"oracle\""));
        HoneException e = assertThrows(HoneException.class, () -> ValueFile.open(copy, MODEL));
        assertTrue(e.problem().contains("oracle"), e.problem());
    }

    @Test
    void withoutThePromptNothingIsValued() {
        Value value = value();
        assertThrows(
                IllegalStateException.class, () -> value.begin(1).bonus(0, NO_STATE, 0, some(1), 1, new double[1]));
    }

    private static int[] ids(List<Integer> list) {
        return list.stream().mapToInt(id -> id).toArray();
    }

    private static Candidates all() {
        return some(IntStream.range(0, VOCABULARY).toArray());
    }

    private static Candidates some(int... ids) {
        return new GivenCandidates(IntStream.of(ids).boxed().toList(), false);
    }
}
