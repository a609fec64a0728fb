package dev.hone.transformer.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.lm.Completion;
import dev.hone.lm.FinishReason;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import dev.hone.lm.TokenLogprob;
import dev.hone.transformer.Decoder;
import dev.hone.transformer.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalModelTest {
    private static final Query QUERY = Query.of("q1", "Tell me");
    private static final List<LocalModel> OPEN = new ArrayList<>();

    @BeforeAll
    static void open() {
        OPEN.add(LocalModel.open(Fixtures.path("llama/gqa"), "small"));
        OPEN.add(LocalModel.embedded("stories15m"));
        OPEN.add(LocalModel.open(Fixtures.path("qwen3/norms"), "chat"));
    }

    @AfterAll
    static void close() {
        OPEN.forEach(LocalModel::close);
    }

    private static LocalModel small() {
        return OPEN.get(0);
    }

    private static LocalModel stories() {
        return OPEN.get(1);
    }

    private static LocalModel chat() {
        return OPEN.get(2);
    }

    private static SamplingOptions options(int maxTokens) {
        return SamplingOptions.DEFAULT.withMaxTokens(maxTokens);
    }

    private static SamplingOptions greedy(int maxTokens, String... stop) {
        return new SamplingOptions(
                maxTokens, 0, OptionalDouble.empty(), OptionalInt.empty(), List.of(stop), OptionalInt.empty());
    }

    private static List<Completion> draw(LocalModel model, Query query, int first, int n, SamplingOptions options) {
        return model.generate(new GenerationRequest(query, first, n, options, Seeds.of(11)));
    }

    @Test
    void aSampleDoesNotDependOnHowManyAreDrawnOrFromWhere() {
        List<Completion> many = draw(small(), QUERY, 0, 70, options(30));
        assertEquals(many.subList(5, 22), draw(small(), QUERY, 5, 17, options(30)));
        for (int i : new int[] {0, 1, 31, 32, 69}) {
            assertEquals(List.of(many.get(i)), draw(small(), QUERY, i, 1, options(30)));
        }
        assertTrue(many.stream().distinct().count() > 65);
    }

    @Test
    void aSampleDoesNotDependOnThreads() throws Exception {
        List<Query> queries = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            queries.add(Query.of("q" + i, "Say " + i));
        }
        List<List<Completion>> expected =
                queries.stream().map(q -> draw(small(), q, 0, 5, options(20))).toList();
        List<Callable<List<Completion>>> calls = new ArrayList<>();
        for (Query query : queries) {
            calls.add(() -> draw(small(), query, 0, 5, options(20)));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<List<Completion>>> futures = threads.invokeAll(calls);
            for (int i = 0; i < futures.size(); i++) {
                assertEquals(expected.get(i), futures.get(i).get());
            }
        }
    }

    @Test
    void aSampleDependsOnSeedQueryAndOptions() {
        Completion sample = draw(small(), QUERY, 0, 1, options(30)).getFirst();
        assertNotEquals(
                sample.text(),
                small().generate(new GenerationRequest(QUERY, 0, 1, options(30), Seeds.of(12)))
                        .getFirst()
                        .text());
        Query renamed = Query.of("q2", QUERY.text());
        assertNotEquals(
                sample.text(),
                draw(small(), renamed, 0, 1, options(30)).getFirst().text());
        assertNotEquals(
                sample.text(),
                draw(small(), QUERY, 0, 1, options(29)).getFirst().text());
    }

    @Test
    void endsAreCountedAndNotShown() {
        List<Completion> all = draw(small(), QUERY, 0, 64, options(40));
        List<Completion> ended =
                all.stream().filter(c -> c.finish() == FinishReason.STOP).toList();
        assertTrue(!ended.isEmpty() && ended.size() < 64, () -> ended.size() + " of 64 ended");
        for (Completion completion : all) {
            int ids = completion.ids().orElseThrow().size();
            boolean stopped = completion.finish() == FinishReason.STOP;
            assertEquals(stopped ? ids + 1 : ids, completion.tokens());
            assertEquals(stopped ? completion.tokens() : 40, completion.tokens());
            assertTrue(completion.ids().orElseThrow().stream().noneMatch(id -> id == 280));
        }
        for (Completion completion : draw(small().endless(), QUERY, 0, 40, options(40))) {
            assertEquals(FinishReason.LENGTH, completion.finish());
            assertEquals(40, completion.tokens());
        }
    }

    @Test
    void storiesAreToldAndCutAtTheLimit() {
        Completion story = draw(stories(), Query.of("s", "Once upon a time"), 0, 1, greedy(8))
                .getFirst();
        assertEquals(", there was a little girl named L", story.text());
        assertEquals(FinishReason.LENGTH, story.finish());
        assertEquals(8, story.tokens());
    }

    @Test
    void aStopTextIsFoundAcrossTokensAndIsNotPartOfTheText() {
        Query query = Query.of("s", "Once upon a time");
        Completion cut = draw(stories(), query, 0, 1, greedy(60, "zebra", "tle gi", "girl"))
                .getFirst();
        assertEquals(", there was a lit", cut.text());
        assertEquals(FinishReason.STOP, cut.finish());
        assertEquals(List.of(29892, 727, 471, 263, 2217), cut.ids().orElseThrow());
        assertEquals(6, cut.tokens());
        Completion first = draw(stories(), query, 0, 1, greedy(60, ",")).getFirst();
        assertEquals("", first.text());
        assertEquals(List.of(), first.ids().orElseThrow());
        assertEquals(1, first.tokens());
        Completion never = draw(stories(), query, 0, 1, greedy(8, "zebra")).getFirst();
        assertEquals(draw(stories(), query, 0, 1, greedy(8)).getFirst(), never);
    }

    @Test
    void theContextCapsASampleAndRefusesALongerPrompt() {
        int context = stories().causalModel().config().context();
        Query almost = Query.of("long", "word ".repeat(context - 10));
        int prompt = 0;
        try {
            prompt = context
                    - draw(stories().endless(), almost, 0, 1, options(999))
                            .getFirst()
                            .tokens();
        } catch (HoneException e) {
            throw new AssertionError(e);
        }
        assertTrue(prompt > context - 12 && prompt < context, "prompt of " + prompt);
        Query tooLong = Query.of("long", "word ".repeat(context + 50));
        HoneException refusal = assertThrows(HoneException.class, () -> draw(stories(), tooLong, 0, 1, options(5)));
        assertTrue(
                refusal.problem()
                        .matches("The prompt of query 'long' has 30\\d tokens; the context of stories15m holds 256.*"),
                refusal.problem());
        assertThrows(HoneException.class, () -> new HiddenStates(stories()).of(List.of(tooLong)));
    }

    @Test
    void logProbabilitiesAreTheModels() {
        var options =
                new SamplingOptions(12, 0.8, OptionalDouble.of(0.9), OptionalInt.of(40), List.of(), OptionalInt.of(3));
        Completion sample = draw(small(), QUERY, 0, 2, options).get(1);
        List<Integer> ids = sample.ids().orElseThrow();
        assertEquals(ids.size(), sample.logprobs().size());
        Decoder decoder = small().causalModel().decoder(1);
        try (var prompts = dev.hone.transformer.tokenizer.PromptEncoder.load(Fixtures.path("llama/gqa"))) {
            decoder.prompt(prompts.encode(QUERY));
        }
        for (int t = 0; t < ids.size(); t++) {
            float[] logits = decoder.logits().row(0);
            double sum = 0;
            double best = Double.NEGATIVE_INFINITY;
            for (float logit : logits) {
                sum += Math.exp(logit);
                best = Math.max(best, logit);
            }
            TokenLogprob reported = sample.logprobs().get(t);
            assertEquals(logits[ids.get(t)] - Math.log(sum), reported.logprob(), 1e-5);
            assertEquals(3, reported.top().size());
            assertEquals(best - Math.log(sum), reported.top().getFirst().logprob(), 1e-5);
            assertTrue(reported.top().get(1).logprob() >= reported.top().get(2).logprob());
            decoder.append(ids.get(t));
        }
        assertTrue(draw(small(), QUERY, 0, 1, options(3)).getFirst().logprobs().isEmpty());
    }

    @Test
    void rawReadsPastTheChatTemplate() {
        Completion templated = draw(chat(), QUERY, 0, 1, greedy(12)).getFirst();
        Completion raw = draw(chat().raw(), QUERY, 0, 1, greedy(12)).getFirst();
        assertNotEquals(templated.ids(), raw.ids());
        assertEquals("chat", chat().raw().name());
    }

    @Test
    void hiddenStatesAreThePromptsAndDifferByQuery() {
        HiddenStates features = new HiddenStates(small());
        assertEquals("hidden:small", features.name());
        float[][] states = features.of(List.of(QUERY, Query.of("x", "Other"), QUERY));
        assertEquals(3, states.length);
        assertEquals(features.dimension(), states[1].length);
        assertArrayEquals(states[0], states[2]);
        assertNotEquals(states[0][0], states[1][0]);
    }

    @Test
    void aCopyOfAFolderHasTheSameNameAndOtherWeightsAnother(@TempDir Path elsewhere) throws IOException {
        Path original = Fixtures.path("llama/gqa");
        try (var files = Files.list(original)) {
            for (Path file : files.toList()) {
                Files.copy(file, elsewhere.resolve(file.getFileName()));
            }
        }
        try (LocalModel a = LocalModel.open(original);
                LocalModel b = LocalModel.open(elsewhere);
                LocalModel c = LocalModel.open(Fixtures.path("llama/linear"))) {
            assertEquals(a.name(), b.name());
            assertNotEquals(a.name(), c.name());
            assertTrue(a.name().matches("llama-0M-[0-9a-f]{8}"), a.name());
        }
    }

    @Test
    void saysWhatItCanReturn() {
        assertEquals(OptionalInt.of(256), stories().capabilities().context());
        assertEquals(OptionalInt.of(20), stories().capabilities().logprobs());
        assertTrue(stories().capabilities().seeded());
    }
}
