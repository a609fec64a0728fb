package dev.hone.steer.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.core.files.AtomicFolder;
import dev.hone.core.files.Hash;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.Query;
import dev.hone.lm.Sample;
import dev.hone.lm.SamplingOptions;
import dev.hone.lm.TextListener;
import dev.hone.lm.format.Pool;
import dev.hone.reward.Reward;
import dev.hone.reward.Rewards;
import dev.hone.steer.Candidates;
import dev.hone.steer.GivenCandidates;
import dev.hone.steer.SteeredModel;
import dev.hone.steer.SteeredSample;
import dev.hone.steer.TokenValues;
import dev.hone.steer.Value;
import dev.hone.steer.Weighted;
import dev.hone.steer.decode.TiltSettings;
import dev.hone.steer.head.Head;
import dev.hone.steer.head.ValueFile;
import dev.hone.transformer.Rows;
import dev.hone.transformer.generate.LocalModel;
import dev.hone.transformer.generate.Steering;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole way on a real model: samples, grades, value, file, steered samples. */
class QFitTest {
    private static final LocalModel MODEL = LocalModel.embedded("stories15m");
    private static final Reward POSITIVITY = Rewards.reward("positivity");
    private static final List<String> NAMES =
            List.of("Tim", "Lily", "Ben", "Sue", "Max", "Anna", "Tom", "Mia", "Sam", "Amy");
    private static final List<String> OPENINGS = List.of(
            "One day, %s",
            "%s was", "%s had a", "Once upon a time, %s", "%s and the", "%s went to", "In the park, %s", "%s saw a");
    private static final SamplingOptions OPTIONS = SamplingOptions.DEFAULT.withMaxTokens(32);
    private static final int TEST_QUERIES = 20;

    @TempDir
    private static Path folder;

    private static List<Query> queries = List.of();
    private static Pool pool = new Pool("samples.jsonl", List.of());

    @BeforeAll
    static void sample() {
        List<Query> all = new ArrayList<>();
        for (String opening : OPENINGS) {
            for (String name : NAMES) {
                all.add(Query.of("q" + all.size(), opening.formatted(name)));
            }
        }
        Collections.shuffle(all, new Random(1));
        queries = all;
        List<PoolEntry> entries = new ArrayList<>();
        for (Query query : queries.subList(TEST_QUERIES, queries.size())) {
            var completions = MODEL.generate(new GenerationRequest(query, 0, 6, OPTIONS, Seeds.of(1)));
            double[] rewards = POSITIVITY.grade(query, completions);
            List<Sample> samples = new ArrayList<>();
            for (int i = 0; i < rewards.length; i++) {
                samples.add(Sample.of(completions.get(i)).withReward(rewards[i]));
            }
            entries.add(PoolEntry.of(query, samples));
        }
        pool = new Pool("samples.jsonl", entries);
        for (Head head : List.of(Head.Q, Head.DISTRIBUTIONAL)) {
            save(pool, head.toString(), FitSettings.DEFAULT.with(head));
        }
    }

    @AfterAll
    static void close() {
        MODEL.close();
    }

    private static Map<String, Double> save(Pool graded, String name, FitSettings settings) {
        try (FittedValue value = QFit.fit(graded, MODEL, POSITIVITY, settings, Seeds.of(2), Listener.NONE);
                AtomicFolder target = AtomicFolder.create(folder.resolve(name), true)) {
            value.save(target, "positivity", MODEL, Map.of());
            return value.heldOut();
        }
    }

    private static Value open(String name) {
        return ValueFile.open(folder.resolve(name), MODEL);
    }

    private static double[] rewards(String value, double beta) {
        List<Double> rewards = new ArrayList<>();
        SteeredModel model = new SteeredModel(MODEL, List.of(new Weighted(open(value), beta)), TiltSettings.USUAL);
        for (Query query : queries.subList(0, TEST_QUERIES)) {
            var completions = model.steer(new GenerationRequest(query, 0, 8, OPTIONS, Seeds.of(4))).stream()
                    .map(SteeredSample::completion)
                    .toList();
            for (double reward : POSITIVITY.grade(query, completions)) {
                rewards.add(reward);
            }
        }
        return rewards.stream().mapToDouble(r -> r).toArray();
    }

    private static double number(Map<String, Double> numbers, String name) {
        return numbers.getOrDefault(name, Double.NaN);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value / values.length;
        }
        return sum;
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CANDIDATE")
    void steeringRaisesTheRewardOfPromptsItHasNotSeenAndItsNegativeLowersIt(Head head) {
        double deviation = Scaling.of(pool, "positivity").deviation();
        double base = mean(rewards(head.toString(), 0));
        double up = (mean(rewards(head.toString(), 4)) - base) / deviation;
        double down = (mean(rewards(head.toString(), -4)) - base) / deviation;
        assertTrue(up > 0.3, () -> "up by " + up + " deviations");
        // a distribution knows how little there is to lose below a mean that is near the least
        double least = head == Head.DISTRIBUTIONAL ? -0.05 : -0.3;
        assertTrue(down < least, () -> "down by " + down + " deviations");
    }

    @Test
    void shuffledRewardsTeachNothing() {
        List<Double> rewards = new ArrayList<>();
        pool.entries()
                .forEach(entry -> entry.arm(PoolEntry.SINGLE)
                        .orElseThrow()
                        .samples()
                        .forEach(sample -> rewards.add(sample.reward().orElseThrow())));
        Collections.shuffle(rewards, new Random(3));
        List<PoolEntry> shuffled = new ArrayList<>();
        for (PoolEntry entry : pool.entries()) {
            List<Sample> samples = new ArrayList<>();
            for (Sample sample : entry.arm(PoolEntry.SINGLE).orElseThrow().samples()) {
                samples.add(sample.withReward(rewards.removeLast()));
            }
            shuffled.add(PoolEntry.of(entry.query(), samples));
        }
        Map<String, Double> heldOut =
                save(new Pool("shuffled", shuffled), "shuffled", FitSettings.DEFAULT.with(0.95, 2));
        double deviation = Scaling.of(pool, "positivity").deviation();
        double gain = (mean(rewards("shuffled", 4)) - mean(rewards("shuffled", 0))) / deviation;
        assertTrue(Math.abs(gain) < 0.25, () -> "a gain of " + gain + " deviations from noise");
        assertTrue(number(heldOut, "explained.100") < 0.1, heldOut::toString);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CANDIDATE")
    void theSameSeedGivesTheSameBytes(Head head) {
        FitSettings quick = FitSettings.DEFAULT.with(head).with(0.95, 1);
        List<PoolEntry> few = pool.entries().subList(0, 20).stream()
                .map(entry -> PoolEntry.of(
                        entry.query(),
                        entry.arm(PoolEntry.SINGLE).orElseThrow().samples().subList(0, 2)))
                .toList();
        save(new Pool("few", few), "one", quick);
        save(new Pool("few", few), "two", quick);
        assertEquals(
                Hash.of(folder.resolve("one").resolve("weights.safetensors")),
                Hash.of(folder.resolve("two").resolve("weights.safetensors")));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CANDIDATE")
    void itSaysHowGoodItIsOnTextsItHasNotSeen(Head head) {
        Map<String, Double> heldOut = ValueFile.heldOut(folder.resolve(head.toString()));
        assertTrue(number(heldOut, "explained.100") > 0.2, heldOut::toString);
        assertTrue(number(heldOut, "explained.100") > number(heldOut, "explained.0"), heldOut::toString);
        assertEquals(3 * 6, number(heldOut, "texts")); // of 60 prompts three report, six texts each
    }

    /** Values along the decoding, from states one by one, are those of the whole text read at once. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CANDIDATE")
    void valuesDoNotDependOnHowTheTextWasRead(Head head) {
        Value value = open(head.toString());
        List<double[]> seen = new ArrayList<>();
        TokenValues along = value.begin(1);
        Candidates three = three();
        GenerationRequest request = new GenerationRequest(queries.getFirst(), 0, 1, OPTIONS, Seeds.of(9));
        var completion = MODEL.draw(request, TextListener.NONE, new Steering() {
                    @Override
                    public Rows steer(int sample, Rows logits, Rows hidden, int row) {
                        double[] bonus = new double[3];
                        along.bonus(sample, hidden, row, three, 1, bonus);
                        seen.add(bonus);
                        return new Rows(logits.row(row), 0, logits.width());
                    }

                    @Override
                    public void chosen(int sample, int token) {
                        along.chosen(sample, token);
                    }
                })
                .completions()
                .getFirst();
        int[] prompt = MODEL.prompt(queries.getFirst());
        List<Integer> ids = completion.ids().orElseThrow();
        int[] all = Arrays.copyOf(prompt, prompt.length + ids.size());
        for (int i = 0; i < ids.size(); i++) {
            all[prompt.length + i] = ids.get(i);
        }
        int hidden = MODEL.causalModel().config().hidden();
        Rows states = new Rows(MODEL.states(all), hidden, hidden);
        TokenValues again = value.begin(1);
        for (int t = 0; t < seen.size(); t++) {
            double[] bonus = new double[3];
            again.bonus(0, states, prompt.length - 1 + t, three, 1, bonus);
            assertArrayEquals(seen.get(t), bonus, 1e-5, "token " + t);
            if (t < ids.size()) {
                again.chosen(0, ids.get(t));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CANDIDATE")
    void whatWasSaidCountsBesideTheState(Head head) {
        Value value = open(head.toString());
        int hidden = MODEL.causalModel().config().hidden();
        Rows state = new Rows(MODEL.states(MODEL.prompt(queries.getFirst())), hidden, hidden);
        double[] glad = new double[3];
        double[] sad = new double[3];
        for (var said : Map.of(glad, "happy", sad, "sad").entrySet()) {
            TokenValues along = value.begin(1);
            along.bonus(0, state, 0, three(), 1, said.getKey());
            along.chosen(0, MODEL.tokenizer().encode(said.getValue(), false)[0]);
            along.bonus(0, state, 0, three(), 1, said.getKey());
        }
        assertTrue(!Arrays.equals(glad, sad), "the same after another word");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CANDIDATE")
    void candidatesDoNotSeeEachOther(Head head) {
        Value value = open(head.toString());
        int hidden = MODEL.causalModel().config().hidden();
        Rows state = new Rows(MODEL.states(MODEL.prompt(queries.getFirst())), hidden, hidden);
        double[] together = new double[3];
        value.begin(1).bonus(0, state, 0, three(), 2, together);
        int vocabulary = MODEL.causalModel().config().vocabulary();
        double[] whole = new double[vocabulary];
        value.begin(1).bonus(0, state, 0, whole(vocabulary), 2, whole);
        for (int i = 0; i < 3; i++) {
            assertEquals(whole[three().id(i)], together[i], 0);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CANDIDATE")
    void aValueOfAnotherModelIsRefusedWithBothNames(Head head) {
        try (LocalModel other = LocalModel.embedded("arithmetic")) {
            HoneException e =
                    assertThrows(HoneException.class, () -> ValueFile.open(folder.resolve(head.toString()), other));
            assertTrue(e.problem().contains("stories15m") && e.problem().contains("arithmetic"), e.problem());
        }
    }

    @Test
    void tooFewPromptsAreRefused() {
        Pool few = new Pool("few.jsonl", pool.entries().subList(0, 5));
        HoneException e = assertThrows(
                HoneException.class,
                () -> QFit.fit(few, MODEL, POSITIVITY, FitSettings.DEFAULT, Seeds.of(1), Listener.NONE));
        assertTrue(e.problem().contains("few.jsonl has samples of 5 prompts"), e.problem());
    }

    private static Candidates three() {
        return candidates(new int[] {13, 400, 29_000}, false);
    }

    private static Candidates whole(int vocabulary) {
        int[] all = new int[vocabulary];
        Arrays.setAll(all, i -> i);
        return candidates(all, true);
    }

    private static Candidates candidates(int[] ids, boolean whole) {
        return new GivenCandidates(Arrays.stream(ids).boxed().toList(), whole);
    }
}
