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
import dev.hone.budget.serving.Knob;
import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.lm.Completion;
import dev.hone.lm.PoolEntry;
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
    private static final DifficultyPredictor ANYBODYS = predictor(60, new HeadSettings(4, List.of(10.0), 1e-2, 256, 3, 1, 1));
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
                        new EvaluationSettings(
                                List.of(1, 4), 0, head, 0, 200),
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
        assertFalse(learnt.menu(FOUR, List.of(SMALL.arm()), List.of(), 8).reason().contains("made for"));
        assertEquals(other, learnt.menu(FOUR, List.of(LARGE.arm()), List.of(), 8).reason());
        assertEquals(
                other, learnt.menu(FOUR, List.of(SMALL.arm(), LARGE.arm()), List.of(), 8).reason());
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
