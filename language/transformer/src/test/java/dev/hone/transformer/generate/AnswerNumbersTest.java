package dev.hone.transformer.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.lm.Completion;
import dev.hone.lm.FinishReason;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.Query;
import dev.hone.lm.Sample;
import dev.hone.lm.SampleFeatures;
import dev.hone.lm.SamplingOptions;
import dev.hone.lm.TokenLogprob;
import dev.hone.transformer.Fixtures;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class AnswerNumbersTest {
    private static final LocalModel MODEL = LocalModel.open(Fixtures.path("llama/gqa"), "small");
    private static final Query QUERY = Query.of("q1", "Tell me");
    private static final SampleFeatures NUMBERS =
            new HiddenStates(MODEL).samples().orElseThrow();
    private static final List<Completion> DRAWN = MODEL.generate(new GenerationRequest(
            QUERY,
            0,
            70,
            new SamplingOptions(20, 1, OptionalDouble.empty(), OptionalInt.empty(), List.of(), OptionalInt.of(0)),
            Seeds.of(11)));

    @AfterAll
    static void close() {
        MODEL.close();
    }

    private static List<Sample> samples() {
        return DRAWN.stream().map(Sample::of).toList();
    }

    @Test
    void whatSamplingSaidOfItsTokensIsFoundAgain() {
        float[][] found = NUMBERS.of(QUERY, samples());
        int cut = 0;
        for (int i = 0; i < found.length; i++) {
            double[] logprobs = DRAWN.get(i).logprobs().stream()
                    .mapToDouble(TokenLogprob::logprob)
                    .toArray();
            double sum = 0;
            double least = 0;
            for (double logprob : logprobs) {
                sum += logprob;
                least = Math.min(least, logprob);
            }
            boolean ended = DRAWN.get(i).finish() == FinishReason.STOP;
            if (!ended) {
                cut++;
                assertEquals((float) sum, found[i][0]);
                assertEquals((float) least, found[i][2]);
                assertEquals((float) (sum / 20), found[i][1]);
            } else {
                assertTrue(found[i][0] < sum && found[i][2] <= (float) least, "the end counts too");
            }
            assertEquals((float) Math.log(1 + DRAWN.get(i).tokens()), found[i][5], 1e-6);
            assertEquals(ended ? 1 : 0, found[i][6]);
            assertEquals(NUMBERS.dimension(), found[i].length);
        }
        assertTrue(cut > 0 && cut < 70, cut + " were cut");
    }

    @Test
    void theEndAndTheSpreadOfTheNextTokenAreThoseOfTheLogits() {
        int i = IntStream.range(0, DRAWN.size())
                .filter(k -> DRAWN.get(k).finish() == FinishReason.STOP)
                .findFirst()
                .orElseThrow();
        Completion ended = DRAWN.get(i);
        List<Integer> ids = ended.ids().orElseThrow();
        int[] tokens;
        try (var prompts = dev.hone.transformer.tokenizer.PromptEncoder.load(Fixtures.path("llama/gqa"))) {
            tokens = IntStream.concat(
                            IntStream.of(prompts.encode(QUERY)), ids.stream().mapToInt(Integer::intValue))
                    .toArray();
        }
        float[][] logits = MODEL.causalModel().logits(tokens);
        double entropy = 0;
        double most = 0;
        double behind = 0;
        for (int t = tokens.length - ids.size() - 1; t < tokens.length; t++) {
            double[] p = softmax(logits[t]);
            double spread = IntStream.range(0, p.length)
                    .mapToDouble(v -> -p[v] * Math.log(p[v]))
                    .sum();
            entropy += spread;
            most = Math.max(most, spread);
            int chosen = t + 1 < tokens.length ? tokens[t + 1] : 280;
            behind += Math.log(java.util.Arrays.stream(p).max().orElseThrow() / p[chosen]);
        }
        double[] last = softmax(logits[tokens.length - 1]);
        double said =
                ended.logprobs().stream().mapToDouble(TokenLogprob::logprob).sum();
        float[] found = NUMBERS.of(QUERY, List.of(Sample.of(ended)))[0];
        assertEquals(said + Math.log(last[280]), found[0], 1e-3);
        assertEquals(entropy, found[3], 1e-3);
        assertEquals(most, found[4], 1e-3);
        assertEquals(behind, found[7], 1e-3);
        assertEquals(Math.exp(found[0]), found[8], 1e-6);
        assertEquals(Math.exp(found[2]), found[9], 1e-6);
    }

    private static double[] softmax(float[] logits) {
        double[] p = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            p[i] = Math.exp(logits[i]);
            sum += p[i];
        }
        for (int i = 0; i < p.length; i++) {
            p[i] /= sum;
        }
        return p;
    }

    @Test
    void aSampleIsSeenAlikeAloneAndAmongOthersToTheBit() {
        List<Sample> all = samples();
        float[][] together = NUMBERS.of(QUERY, all);
        for (int i : new int[] {0, 31, 32, 69}) {
            assertArrayEquals(together[i], NUMBERS.of(QUERY, List.of(all.get(i)))[0]);
        }
        float[][] same = NUMBERS.of(QUERY, Collections.nCopies(5, all.getFirst()));
        for (float[] one : same) {
            assertArrayEquals(together[0], one);
        }
    }

    @Test
    void anAnswerOfNoTokenAtAllIsSeenToo() {
        float[] empty = NUMBERS.of(QUERY, List.of(sample(List.of())))[0];
        assertTrue(empty[0] < 0 && empty[0] == empty[2]);
    }

    @Test
    void whatTheModelCannotHaveSaidIsRefused() {
        assertFalse(NUMBERS.reads(new Sample(
                Optional.of("text"), OptionalDouble.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty())));
        HoneException foreign =
                assertThrows(HoneException.class, () -> NUMBERS.of(QUERY, List.of(sample(List.of(5, 99_999)))));
        assertTrue(foreign.problem().contains("99999"), foreign.problem());
        int context = MODEL.causalModel().config().context();
        assertThrows(HoneException.class, () -> NUMBERS.of(QUERY, List.of(sample(Collections.nCopies(context, 5)))));
    }

    private static Sample sample(List<Integer> ids) {
        return new Sample(
                Optional.of("text"),
                OptionalDouble.empty(),
                Optional.of(ids),
                Optional.of(FinishReason.STOP),
                OptionalInt.empty());
    }
}
