package dev.hone.steer.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Json;
import dev.hone.lm.Completion;
import dev.hone.lm.FinishReason;
import dev.hone.lm.Price;
import dev.hone.lm.Query;
import dev.hone.transformer.Rows;
import dev.hone.transformer.generate.LocalModel;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts that a led endpoint is made of, by hand. */
class RemoteUnitsTest {
    private static final LocalModel STORIES = LocalModel.embedded("stories15m");
    private static final int VOCABULARY = STORIES.causalModel().config().vocabulary();
    private static final Spelling SPELLING = new Spelling(STORIES.tokenizer(), VOCABULARY);

    @AfterAll
    static void close() {
        STORIES.close();
    }

    private static Said said(String choice) {
        return Said.of(new Completion(
                " dog", Optional.empty(), FinishReason.LENGTH, 1, List.of(), Optional.of(Json.read(choice))));
    }

    @Test
    void tokensAreKnownByWhatTheyReadLike() {
        for (String text : List.of(" dog", ".", "\n", "</s>", "A")) {
            int id = SPELLING.id(text).orElseThrow();
            assertEquals(text, STORIES.tokenizer().text(id));
        }
        assertEquals(
                "A", STORIES.tokenizer().token(SPELLING.id("A").orElseThrow()).orElseThrow(), "not its byte");
        assertEquals(OptionalInt.empty(), SPELLING.id("no token reads like this"));
        assertEquals(OptionalInt.empty(), SPELLING.id("\uFFFD"));
    }

    @Test
    void answersOfBothFormsAreRead() {
        Said text = said(
                "{\"logprobs\":{\"tokens\":[\" dog\"],\"top_logprobs\":[{\" dog\":-0.5,\" cat\":-1.5,\" cow\":null}]}}");
        assertEquals(new Said(" dog", false, " dog", Map.of(" dog", -0.5, " cat", -1.5)), text);
        Said chat = said("{\"logprobs\":{\"content\":[{\"token\":\" dog\",\"logprob\":-0.5,\"top_logprobs\":["
                + "{\"token\":\" dog\",\"logprob\":-0.5},{\"token\":\" cat\",\"logprob\":-1.5}]}]}}");
        assertEquals(text, chat);
        assertEquals(new Said(" dog", false, "", Map.of()), said("{\"logprobs\":null}"));
        assertEquals(new Said(" dog", false, "", Map.of()), said("{}"));
    }

    @Test
    void whatIsNotToldIsKnownAsASum() {
        Map<String, Double> top =
                Map.of(" dog", Math.log(0.5), " cat", Math.log(0.25), "no such token", Math.log(0.125));
        Place place = Place.of(top, OptionalInt.empty(), SPELLING, VOCABULARY, "served");
        assertEquals(
                List.of(SPELLING.id(" dog").orElseThrow(), SPELLING.id(" cat").orElseThrow()), place.ids());
        assertEquals(0.25, place.outside(), 1e-12);
        Rows row = place.row(VOCABULARY);
        double sum = 0;
        for (int id = 0; id < VOCABULARY; id++) {
            sum += Math.exp(row.values()[id]);
        }
        assertEquals(1, sum, 1e-5);
        assertEquals(Math.log(0.5), row.values()[SPELLING.id(" dog").orElseThrow()], 1e-6);
    }

    @Test
    void whatIsLessLikelyThanTheOthersEvenShareIsOneOfThem() {
        Map<String, Double> top = Map.of(" dog", Math.log(0.5), " cat", -60.0);
        Place place = Place.of(top, OptionalInt.empty(), SPELLING, VOCABULARY, "served");
        assertEquals(1, place.ids().size());
        assertEquals(0.5, place.outside(), 1e-12);
    }

    @Test
    void probabilitiesThatAreNoneAndTokensOfAnotherModelAreErrors() {
        Map<String, Double> more = Map.of(" dog", Math.log(0.9), " cat", Math.log(0.2));
        HoneException e = assertThrows(
                HoneException.class, () -> Place.of(more, OptionalInt.empty(), SPELLING, VOCABULARY, "served"));
        assertTrue(e.problem().contains("served") && e.problem().contains("1.1"), e.problem());
        Map<String, Double> foreign = Map.of("no token reads like this", Math.log(0.9));
        e = assertThrows(
                HoneException.class, () -> Place.of(foreign, OptionalInt.empty(), SPELLING, VOCABULARY, "served"));
        assertTrue(e.problem().startsWith("None of the tokens that served tells"), e.problem());
    }

    @Test
    void aUniformNumberFallsOnIdsInTheirOrder() {
        Rows logits = new Rows(
                new float[] {(float) Math.log(1), (float) Math.log(2), Float.NEGATIVE_INFINITY, (float) Math.log(1)},
                0,
                4);
        assertEquals(0, Draw.of(logits, 1, 0));
        assertEquals(0, Draw.of(logits, 1, 0.2499));
        assertEquals(1, Draw.of(logits, 1, 0.2501));
        assertEquals(3, Draw.of(logits, 1, 0.7501));
        assertEquals(3, Draw.of(logits, 1, Math.nextDown(1.0)));
        assertEquals(1, Draw.of(logits, 0, 0.9));
        assertEquals(1, Draw.of(logits, 0.05, 0.01), "nearly the likeliest only");
    }

    @Test
    void aTextIsReadByWhatWasSaidWhereIdsAreGiven() {
        RemoteText text = new RemoteText(STORIES, Query.of("q", "One day"), true);
        int d = SPELLING.id("d").orElseThrow();
        int og = SPELLING.id("og").orElseThrow();
        assertFalse(text.say(d));
        assertFalse(text.say(og));
        assertEquals("One daydog", text.text());
        assertArrayEquals(new int[] {d, og}, text.response());
        assertEquals(List.of(d, og), text.said());
    }

    @Test
    void aTextThatIsReadOtherwiseIsReadAnewFromItsWords() {
        int[] prompt = STORIES.tokenizer().encodePrompt("One day, the");
        RemoteText text = new RemoteText(STORIES, Query.of("q", "One day, the"), false);
        assertFalse(text.say(SPELLING.id(" d").orElseThrow()));
        boolean again = text.say(SPELLING.id("og").orElseThrow());
        assertTrue(again, "' d' and 'og' are one word to the server");
        assertArrayEquals(STORIES.tokenizer().encodePrompt("One day, the dog"), text.ids());
        assertArrayEquals(prompt, text.prompt());
        assertArrayEquals(new int[] {SPELLING.id(" dog").orElseThrow()}, text.response());
        assertEquals(2, text.said().size(), "what was said stays said");
        assertFalse(text.say(SPELLING.id(" ran").orElseThrow()), "and from there on it goes on as before");
        // the border may run through the prompt's last word
        RemoteText split = new RemoteText(STORIES, Query.of("q", "One day, the d"), false);
        assertTrue(split.say(SPELLING.id("og").orElseThrow()));
        assertArrayEquals(prompt, split.prompt());
        assertEquals(1, split.response().length);
    }

    @Test
    void stretchesOfTextAreReadAndStopTextsCutThem() {
        RemoteText text = new RemoteText(STORIES, Query.of("q", "One day"), false);
        int[] ahead = text.with(", a dog ran");
        text.say(", a dog ran");
        assertArrayEquals(ahead, text.response());
        assertEquals(", a dog ran", text.saidText());
        assertFalse(text.cut(List.of("cat")));
        assertTrue(text.cut(List.of("ran", " dog")));
        assertEquals(", a", text.saidText());
    }

    @Test
    void theCostIsCountedCallByCall() {
        // 2 samples of 3 tokens after a prompt of 10: 10 + 11 + 12 tokens read for each
        assertEquals(new RemoteCost(6 + 12, 2 * 33, 6), RemoteCost.tokenwise(10, 2, 3));
        // 2 samples of 10 tokens by the best of 3 blocks of 4: rounds of 4, 4 and 2
        assertEquals(new RemoteCost(6 + 3, 2 * (10 + 14 + 18), 2 * 3 * 10), RemoteCost.blockwise(10, 2, 10, 4, 3));
        String line = new RemoteCost(6, 2_000_000, 1_000_000).sentence(Optional.of(new Price(1, 2)));
        assertTrue(line.contains("6 calls, 2,000,000 prompt tokens") && line.contains("$4.00"), line);
    }

    @Test
    void whatTheCutOffCostsIsSaid() {
        Tally tally = new Tally();
        tally.place(0.01);
        tally.place(0.03);
        tally.outside();
        tally.reread();
        String line = tally.read().sentence();
        assertTrue(line.startsWith("Of 2 tokens: the endpoint left 2.00 %"), line);
        assertTrue(line.contains("3.0 % at most; 1 came from there") && line.contains("after 1 (50.0 %)"), line);
        assertEquals(0, new Tally().read().meanOutside());
    }

    @Test
    void blocksAreWrittenAsTokensAndChoices() {
        assertEquals(new BlockRule(16, 4), BlockRule.parse("16:4"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"16", "a:4", "16:4:2", "", "0:4", "16:1", "16:129"})
    void otherBlocksAreRefused(String text) {
        HoneException e = assertThrows(HoneException.class, () -> BlockRule.parse(text));
        assertTrue(e.problem().contains("--blockwise") && e.advice().contains("16:4"), e.problem());
    }

    @Test
    void aBlockIsKeptAsOftenAsItsValueSays() {
        double[] nats = {0, Math.log(3), Double.NEGATIVE_INFINITY};
        int[] kept = new int[3];
        for (int i = 0; i < 400; i++) {
            kept[BlockwiseModel.choose(nats, (i + 0.5) / 400)]++;
        }
        assertEquals("[100, 300, 0]", Arrays.toString(kept));
        assertEquals(1, BlockwiseModel.choose(new double[] {-1000, 1000}, 0.0));
    }
}
