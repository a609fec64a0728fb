package dev.hone.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.budget.DifficultyPredictor;
import dev.hone.budget.Fit;
import dev.hone.budget.Splits;
import dev.hone.budget.evaluation.EvaluationSettings;
import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.budget.head.HeadSettings;
import dev.hone.budget.serving.Arm;
import dev.hone.budget.serving.Knob;
import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.lm.Completion;
import dev.hone.lm.Features;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.Price;
import dev.hone.lm.Query;
import dev.hone.lm.Sample;
import dev.hone.lm.TextFeatures;
import dev.hone.reward.Rewards;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearntTest {
    private static final Knob FOUR = new Knob(Knob.Unit.SAMPLES, 4);
    private static final DifficultyPredictor ANYBODYS =
            predictor(60, new HeadSettings(4, List.of(10.0), 1e-2, 256, 3, 1, 1));
    private static final Upstream SMALL = ServedBy.local(new EchoModel("small", Duration.ZERO));
    private static final Upstream LARGE = ServedBy.local(new EchoModel("large", Duration.ZERO));

    @TempDir
    private Path runs;

    static DifficultyPredictor predictor(int queries, HeadSettings head) {
        Seeds seeds = Seeds.of(3);
        List<PoolEntry> pool = IntStream.range(0, queries)
                .mapToObj(i -> PoolEntry.of(
                        Query.of("q" + i, (i % 2 == 0 ? "an easy question, number " : "a hard one, of type ") + i),
                        IntStream.range(0, 8)
                                .mapToObj(s -> Sample.of(Completion.of("x"))
                                        .withReward(seeds.child(i).uniform(s) < (i % 2 == 0 ? .9 : .3) ? 1 : 0))
                                .toList()))
                .toList();
        GradedQueries graded = GradedQueries.of("pool.jsonl", pool);
        return Fit.of(
                        graded,
                        new TextFeatures(),
                        Splits.draw(graded.queries(), seeds),
                        new EvaluationSettings(List.of(1, 4), 0, head, 0, 200),
                        seeds,
                        Listener.NONE)
                .predictor();
    }

    private static Learnt madeFor(String model) {
        return new Learnt.Difficulty(ANYBODYS.withModel(model), new TextFeatures());
    }

    private ServedBy serve(Learnt learnt, Upstream... upstreams) {
        return new ServedBy(
                runs,
                new ServeOptions(
                        List.of(upstreams),
                        Optional.of(Rewards.parse("regex:never")),
                        () -> learnt,
                        4,
                        8,
                        0,
                        false,
                        false,
                        Optional.empty(),
                        1));
    }

    @Test
    void a_predictor_made_for_a_model_that_is_not_here_is_refused_by_both_names() {
        HoneException error = assertThrows(HoneException.class, () -> serve(madeFor("medium"), SMALL, LARGE));
        assertEquals(
                "The predictor was made for the model 'medium'; the models here are small, large.", error.problem());
    }

    @Test
    void a_model_is_known_by_the_name_that_clients_use_and_by_the_one_that_its_server_does() {
        Upstream remote = ServedBy.remote("mine", 9, "vendor/large-1");
        madeFor("mine").requireServed(List.of(remote));
        madeFor("vendor/large-1").requireServed(List.of(remote));
        new Learnt.Difficulty(ANYBODYS, new TextFeatures()).requireServed(List.of(remote)); // nobody said whose
        assertThrows(HoneException.class, () -> madeFor("large-1").requireServed(List.of(remote)));
    }

    @Test
    void other_models_than_the_predictors_get_an_even_share_and_the_reason() {
        Learnt learnt = madeFor("small");
        String other = "even: the predictor was made for 'small'";
        assertFalse(
                learnt.menu(FOUR, List.of(SMALL.arm()), List.of(), 8).reason().contains("made for"));
        assertEquals(
                other, learnt.menu(FOUR, List.of(LARGE.arm()), List.of(), 8).reason());
        assertEquals(
                other,
                learnt.menu(FOUR, List.of(SMALL.arm(), LARGE.arm()), List.of(), 8)
                        .reason());
    }

    private static Learnt.Difficulty sure(String model, Features features) {
        HeadSettings head = new HeadSettings(8, List.of(.1), 1e-2, 64, 40, 10, 1);
        return new Learnt.Difficulty(predictor(400, head).withModel(model), features);
    }

    @Test
    void several_predictors_say_which_model_and_how_many_samples_and_single_names_have_their_own() throws Exception {
        Learnt.Difficulty small = sure("small", new TextFeatures());
        Learnt both = new Learnt.Several(List.of(small, sure("large", new TextFeatures())));
        List<Arm> arms = List.of(SMALL.arm(), LARGE.arm());
        String reason = both.menu(FOUR, arms, List.of(), 8).reason();
        assertTrue(reason.contains("small by its predictor") && reason.contains("large by its predictor"), reason);
        assertEquals(
                small.menu(FOUR, arms.subList(0, 1), List.of(), 8).reason(),
                both.menu(FOUR, arms.subList(0, 1), List.of(), 8).reason());
        assertEquals(
                "even: there is no predictor for 'third'",
                both.menu(
                                FOUR,
                                List.of(SMALL.arm(), new Arm("third", new EchoModel("third", Duration.ZERO))),
                                List.of(),
                                8)
                        .reason());
        assertTrue(both.menu(new Knob(Knob.Unit.STRONG, .5), arms, List.of(), 8)
                .reason()
                .startsWith("even"));
        assertThrows(HoneException.class, () -> both.requireServed(List.of(SMALL)));
        try (ServedBy served = serve(both, SMALL, LARGE)) {
            int[] drawn = new int[2];
            for (int i = 0; i < 40; i++) {
                var answer = served.chat("hone/small|large@2", "a hard one, of type " + i);
                assertEquals(200, answer.statusCode(), answer.body());
                String arm = answer.headers().firstValue("x-hone-arm").orElseThrow();
                int samples = Integer.parseInt(
                        answer.headers().firstValue("x-hone-samples").orElseThrow());
                assertEquals(
                        samples,
                        ServedBy.json(answer).at("/usage/completion_tokens").asInt() / 5);
                drawn[arm.equals("small") ? 0 : 1] += samples;
            }
            assertTrue(drawn[0] + drawn[1] >= 40, drawn[0] + " and " + drawn[1]);
        }
    }

    @Test
    void dollars_of_one_model_are_planned_by_its_predictor() {
        Knob dollars = new Knob(Knob.Unit.MONEY, .001);
        List<Price> prices = List.of(new Price(1, 2));
        String reason =
                madeFor("small").menu(dollars, List.of(SMALL.arm()), prices, 8).reason();
        assertTrue(reason.startsWith("small by"), reason);
        List<Arm> both = List.of(SMALL.arm(), LARGE.arm());
        Learnt anybodys = new Learnt.Difficulty(ANYBODYS, new TextFeatures());
        HoneException error = assertThrows(HoneException.class, () -> anybodys.menu(dollars, both, prices, 8));
        assertTrue(error.problem().contains("router"), error.problem());
    }

    @Test
    void several_predictors_name_their_models_and_close_what_they_share_once() {
        int[] closed = new int[1];
        Features shared = new Features() {
            private final TextFeatures text = new TextFeatures();

            @Override
            public String name() {
                return text.name();
            }

            @Override
            public int dimension() {
                return text.dimension();
            }

            @Override
            public float[][] of(List<Query> queries) {
                return text.of(queries);
            }

            @Override
            public void close() {
                closed[0]++;
            }
        };
        List<Learnt.Difficulty> models = List.of(
                new Learnt.Difficulty(ANYBODYS.withModel("small"), shared),
                new Learnt.Difficulty(ANYBODYS.withModel("large"), shared));
        new Learnt.Several(models).close();
        assertEquals(1, closed[0]);
        List<Learnt.Difficulty> nameless = List.of(models.getFirst(), new Learnt.Difficulty(ANYBODYS, shared));
        assertThrows(HoneException.class, () -> new Learnt.Several(nameless));
        List<Learnt.Difficulty> twice = List.of(models.getFirst(), models.getFirst());
        assertThrows(HoneException.class, () -> new Learnt.Several(twice));
    }

    @Test
    void a_reload_of_another_models_predictor_is_refused_and_serving_goes_on() throws Exception {
        Learnt[] loads = {madeFor("small"), madeFor("medium")};
        int[] load = {0};
        ServeOptions options = new ServeOptions(
                List.of(SMALL, LARGE),
                Optional.of(Rewards.parse("regex:never")),
                () -> loads[load[0]++],
                4,
                8,
                0,
                false,
                false,
                Optional.empty(),
                1);
        try (ServedBy served = new ServedBy(runs, options)) {
            var refused = served.post("/admin/reload", "");
            assertEquals(409, refused.statusCode());
            assertTrue(refused.body().contains("'medium'") && refused.body().contains("small, large"), refused.body());
            assertEquals(200, served.chat("hone/large", "hi").statusCode());
        }
    }
}
