package dev.hone.steer.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.lm.Completion;
import dev.hone.lm.FinishReason;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import dev.hone.steer.decode.TiltSettings;
import dev.hone.transformer.generate.LocalModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Led endpoints, by blocks and with what can't be together. */
class LedEndpointTest {
    private static final Way BY_TEXT = new Way(Way.Form.TEXT, 0, false);
    private static final LocalModel MODEL = LocalModel.embedded("arithmetic");

    private static final Query PROBE = Query.of("probe", "12+34=");

    @TempDir
    private static Path folder;

    @BeforeAll
    static void write() {
        RandomValue.write(folder.resolve("chance"), MODEL);
    }

    @AfterAll
    static void close() {
        MODEL.close();
    }

    private static RemoteValues values(double weight) {
        return RemoteValues.open(List.of(asked("chance", weight)), "arithmetic", false, false);
    }

    private static RemoteValues.Asked asked(String name, double weight) {
        return new RemoteValues.Asked(name, folder.resolve("chance"), weight);
    }

    private static GenerationRequest request(SamplingOptions options) {
        return new GenerationRequest(Query.of("q", "123*456="), 0, 40, options, Seeds.of(4));
    }

    private static GenerationRequest request() {
        return request(SamplingOptions.DEFAULT.withMaxTokens(12));
    }

    private static double nats(List<Completion> completions) {
        try (RemoteValues values = values(1)) {
            int[] prompt = MODEL.prompt(request().query());
            return completions.stream()
                    .mapToDouble(one -> values.nats(
                            prompt, MODEL.tokenizer().encode(one.text(), false), one.finish() == FinishReason.STOP))
                    .average()
                    .orElseThrow();
        }
    }

    @Test
    void blocksNeedNoLogprobsAndLeadWhereTheValueSays() {
        InProcess endpoint = new InProcess(MODEL, _ -> false);
        List<Completion> base =
                new BlockwiseModel(endpoint, values(0), new BlockRule(12, 6), BY_TEXT).generate(request());
        List<Completion> towards =
                new BlockwiseModel(endpoint, values(6), new BlockRule(12, 6), BY_TEXT).generate(request());
        List<Completion> away =
                new BlockwiseModel(endpoint, values(-6), new BlockRule(12, 6), BY_TEXT).generate(request());
        assertTrue(nats(towards) > nats(base) + 0.1, nats(towards) + " after " + nats(base));
        assertTrue(nats(away) < nats(base) - 0.1, nats(away) + " after " + nats(base));
        assertTrue(base.stream().allMatch(one -> one.finish() == FinishReason.STOP), base.toString());
        assertTrue(
                endpoint.requests.stream()
                        .allMatch(one -> one.n() == 6 && one.options().maxTokens() == 12),
                "calls of 6 blocks");
    }

    @Test
    void theSameSeedGivesTheSameBlocks() {
        InProcess endpoint = new InProcess(MODEL, _ -> false);
        List<Completion> once =
                new BlockwiseModel(endpoint, values(2), new BlockRule(3, 2), BY_TEXT).generate(request());
        assertEquals(once, new BlockwiseModel(endpoint, values(2), new BlockRule(3, 2), BY_TEXT).generate(request()));
    }

    @Test
    void blocksEndAtTheLimitAndAtStopTexts() {
        InProcess endpoint = new InProcess(MODEL, _ -> false);
        SamplingOptions stop = new SamplingOptions(
                3, 1, OptionalDouble.empty(), OptionalInt.empty(), List.of("5", "6"), OptionalInt.empty());
        for (Completion one :
                new BlockwiseModel(endpoint, values(2), new BlockRule(2, 2), BY_TEXT).generate(request(stop))) {
            assertTrue(
                    one.text().length() <= 3
                            && !one.text().contains("5")
                            && !one.text().contains("6"),
                    one.text());
        }
    }

    @Test
    void theMeanLogRatioIsTheDivergence() {
        GenerationRequest many = request().withSamples(0, 150);
        try (RemoteSteeredModel model = RemoteSteeredModel.open(
                () -> new InProcess(MODEL, _ -> true), values(2), TiltSettings.USUAL, PROBE, 4, Listener.NONE)) {
            var samples = model.steer(many);
            double divergence = samples.stream()
                    .mapToDouble(one -> one.divergence())
                    .average()
                    .orElseThrow();
            double ratio = samples.stream()
                    .mapToDouble(one -> one.logRatio())
                    .average()
                    .orElseThrow();
            assertTrue(divergence > 0.05, "led by " + divergence + " nats");
            assertEquals(divergence, ratio, 0.3 * divergence);
            assertTrue(model.cutoff().drawnOutside() > 0, model.cutoff().sentence());
            assertEquals("arithmetic+chance:2", model.name());
        }
    }

    @Test
    void samplesDependOnTheirIndexOnly() {
        try (RemoteSteeredModel model = RemoteSteeredModel.open(
                () -> new InProcess(MODEL, _ -> true), values(2), TiltSettings.USUAL, PROBE, 20, Listener.NONE)) {
            List<Completion> together = model.generate(request().withSamples(0, 4));
            assertEquals(together.subList(2, 3), model.generate(request().withSamples(2, 1)));
        }
    }

    @Test
    void anEndpointWithoutLogprobsIsRefusedAndBlocksAreOffered() {
        HoneException e = assertThrows(
                HoneException.class,
                () -> RemoteSteeredModel.open(
                        () -> new InProcess(MODEL, _ -> false),
                        values(2),
                        TiltSettings.USUAL,
                        PROBE,
                        20,
                        Listener.NONE));
        assertTrue(e.problem().contains("no log-probabilities") && e.advice().contains("--blockwise"), e.problem());
    }

    @Test
    void whatAnApiDoesNotTellCanNotBeAskedFor() {
        assertThrows(
                HoneException.class,
                () -> RemoteSteeredModel.open(
                        () -> new InProcess(MODEL, _ -> true),
                        values(2),
                        TiltSettings.USUAL,
                        PROBE,
                        21,
                        Listener.NONE));
        try (RemoteSteeredModel model = RemoteSteeredModel.open(
                () -> new InProcess(MODEL, _ -> true), values(2), TiltSettings.USUAL, PROBE, 20, Listener.NONE)) {
            SamplingOptions warm = new SamplingOptions(
                    8, 0.7, OptionalDouble.empty(), OptionalInt.empty(), List.of(), OptionalInt.empty());
            HoneException e = assertThrows(HoneException.class, () -> model.generate(request(warm)));
            assertTrue(e.problem().contains("0.7"), e.problem());
            SamplingOptions nucleus = new SamplingOptions(
                    8, 1, OptionalDouble.of(0.9), OptionalInt.empty(), List.of(), OptionalInt.empty());
            e = assertThrows(HoneException.class, () -> model.generate(request(nucleus)));
            assertTrue(e.problem().contains("--top-p"), e.problem());
        }
        TiltSettings limited = TiltSettings.USUAL.withLimits(OptionalDouble.empty(), OptionalDouble.of(1));
        try (RemoteSteeredModel model = RemoteSteeredModel.open(
                () -> new InProcess(MODEL, _ -> true), values(2), limited, PROBE, 20, Listener.NONE)) {
            SamplingOptions greedy = new SamplingOptions(
                    8, 0, OptionalDouble.empty(), OptionalInt.empty(), List.of(), OptionalInt.empty());
            HoneException e = assertThrows(HoneException.class, () -> model.generate(request(greedy)));
            assertTrue(e.problem().contains("limit of divergence"), e.problem());
        }
    }

    @Test
    void aValueOfAnotherModelIsRefusedWithBothNamesUnlessItIsSaidToBeTheSame() {
        HoneException e = assertThrows(
                HoneException.class, () -> RemoteValues.open(List.of(asked("chance", 1)), "gpt-oracle", false, false));
        assertTrue(e.problem().contains("arithmetic") && e.problem().contains("gpt-oracle"), e.problem());
        assertTrue(e.advice().contains("--same-model"), e.advice());
        try (RemoteValues values = RemoteValues.open(List.of(asked("chance", 1)), "gpt-oracle", true, false)) {
            assertEquals("arithmetic", values.model());
            assertEquals(
                    MODEL.prompt(request().query()).length,
                    values.promptTokens(request().query()));
        }
    }

    @Test
    void valuesOfTwoModelsAndTheSameValueTwiceAreRefused() throws IOException {
        HoneException e = assertThrows(
                HoneException.class,
                () -> RemoteValues.open(List.of(asked("chance", 1), asked("chance", 2)), "arithmetic", false, false));
        assertTrue(e.problem().contains("given twice"), e.problem());
        Path other = copy("other", "\"model\" : \"arithmetic\"", "\"model\" : \"geometric\"");
        e = assertThrows(
                HoneException.class,
                () -> RemoteValues.open(
                        List.of(asked("chance", 1), new RemoteValues.Asked("other", other, 1)), "x", true, false));
        assertTrue(e.problem().contains("arithmetic") && e.problem().contains("geometric"), e.problem());
    }

    @Test
    void aHeadThatReadsTheModelsStatesIsRefused() throws IOException {
        Path q = copy("q", "\"head\" : \"candidate\"", "\"head\" : \"q\"");
        HoneException e = assertThrows(
                HoneException.class,
                () -> RemoteValues.open(List.of(new RemoteValues.Asked("q", q, 1)), "arithmetic", false, false));
        assertTrue(e.problem().contains("head 'q'") && e.advice().contains("--head candidate"), e.problem());
    }

    private static Path copy(String name, String from, String to) throws IOException {
        Path copy = folder.resolve(name);
        try (Stream<Path> files = Files.walk(folder.resolve("chance"))) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(folder.resolve("chance").relativize(file)));
            }
        }
        String card = Files.readString(copy.resolve("card.json"));
        assertTrue(card.contains(from), card);
        Files.writeString(copy.resolve("card.json"), card.replace(from, to));
        return copy;
    }
}
