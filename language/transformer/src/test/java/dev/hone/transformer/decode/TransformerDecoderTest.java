package dev.hone.transformer.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import dev.hone.transformer.Decoder;
import dev.hone.transformer.Family;
import dev.hone.transformer.kernel.ScalarKernels;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransformerDecoderTest {
    private static final Map<Family, TransformerModel> MODELS = new EnumMap<>(Family.class);

    @BeforeAll
    static void open(@TempDir Path folder) {
        for (Family family : Family.values()) {
            Path random = RandomModel.write(folder.resolve(family.modelType()), family);
            MODELS.put(family, TransformerModel.open(random));
        }
    }

    private static TransformerModel model(Family family) {
        return MODELS.computeIfAbsent(family, missing -> {
            throw new IllegalStateException(missing + " was not opened");
        });
    }

    /** Token {@code t} of sequence {@code s}, some of them equal in all sequences. */
    private static int token(int s, int t) {
        return (int) Math.floorMod(Seeds.of(3).child(t % 5 == 0 ? 0 : s).bits(t), (long) RandomModel.VOCABULARY);
    }

    private static int[] tokens(int s, int from, int to) {
        return IntStream.range(from, to).map(t -> token(s, t)).toArray();
    }

    /** Logits of sequence {@code s} after {@code steps} steps, decoded alone. */
    private static float[] alone(TransformerModel model, int s, int prompt, int steps) {
        Decoder decoder = model.decoder(1);
        decoder.prompt(tokens(0, 0, prompt));
        decoder.fork(1);
        for (int t = prompt; t < prompt + steps; t++) {
            decoder.step(new int[] {token(s, t)});
        }
        return decoder.logits().row(0);
    }

    @ParameterizedTest
    @EnumSource
    void batchAndCompanyChangeNoBit(Family family) {
        TransformerModel model = model(family);
        int prompt = 21;
        for (int batch : new int[] {1, 3, 4, 8, 16}) {
            Decoder decoder = model.decoder(batch);
            decoder.prompt(tokens(0, 0, prompt));
            decoder.fork(batch);
            for (int t = prompt; t < prompt + 70; t++) {
                int now = t;
                decoder.step(IntStream.range(0, batch).map(s -> token(s, now)).toArray());
            }
            for (int s : new int[] {0, batch - 1}) {
                assertArrayEquals(alone(model, s, prompt, 70), decoder.logits().row(s), "batch " + batch);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void promptsReadInPiecesOrDecodedStepByStepGiveTheSameBits(Family family) {
        TransformerModel model = model(family);
        int[] text = tokens(0, 0, 133);
        Decoder whole = model.decoder(1);
        whole.prompt(text);
        float[] expected = whole.logits().row(0);
        float[] hidden = whole.hidden().row(0);
        float[] states = whole.promptStates();
        for (int piece : new int[] {1, 3, 5, 32, 100, 200}) {
            Decoder pieces = model.reading(piece).decoder(2);
            pieces.prompt(text);
            assertArrayEquals(expected, pieces.logits().row(0), "read " + piece + " at a time");
            assertArrayEquals(states, pieces.promptStates(), "read " + piece + " at a time");
        }
        Decoder appended = model.decoder(1);
        appended.prompt(Arrays.copyOf(text, 70));
        appended.append(Arrays.copyOfRange(text, 70, 133));
        assertArrayEquals(expected, appended.logits().row(0));
        assertArrayEquals(states, appended.promptStates());
        Decoder stepped = model.decoder(1);
        stepped.prompt(text[0]);
        stepped.fork(1);
        for (int t = 1; t < text.length; t++) {
            stepped.step(new int[] {text[t]});
        }
        assertArrayEquals(expected, stepped.logits().row(0));
        assertArrayEquals(hidden, stepped.hidden().row(0));
        assertArrayEquals(expected, model.logits(text)[132]);
    }

    @ParameterizedTest
    @EnumSource
    void promptStatesAreThoseOfTheLowerHalfAsAModelOfItsOwnAndOfTheWhole(Family family, @TempDir Path folder) {
        int[] text = tokens(0, 0, 40);
        TransformerModel lower = TransformerModel.open(RandomModel.writeLowerHalf(folder, family));
        float[] expected = concat(lastAndMean(lower, text), lastAndMean(model(family), text));
        Decoder decoder = model(family).decoder(1);
        decoder.prompt(tokens(1, 0, 9)); // forgotten
        decoder.prompt(text);
        assertArrayEquals(expected, decoder.promptStates(), 1e-6f);
    }

    /** Step by step: the hidden state at the end, and the mean of all. */
    private static float[] lastAndMean(TransformerModel model, int[] text) {
        Decoder decoder = model.decoder(1);
        decoder.prompt(text[0]);
        decoder.fork(1);
        float[] last = decoder.hidden().row(0);
        double[] sum = new double[last.length];
        add(sum, last);
        for (int t = 1; t < text.length; t++) {
            decoder.step(new int[] {text[t]});
            last = decoder.hidden().row(0);
            add(sum, last);
        }
        float[] mean = new float[sum.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sum[i] / text.length);
        }
        return concat(last, mean);
    }

    private static void add(double[] sum, float[] row) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += row[i];
        }
    }

    private static float[] concat(float[] first, float[] second) {
        float[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @ParameterizedTest
    @EnumSource
    void theScalarTwinGivesTheSameBits(Family family) {
        TransformerModel model = model(family);
        assertFalse(model.engine().equals("scalar"), "the vector engine was not on the class path");
        int[] text = tokens(0, 0, 80);
        float[][] vector = model.logits(text);
        float[][] scalar = model.on(ScalarKernels::new).logits(text);
        for (int t = 0; t < text.length; t++) {
            assertArrayEquals(vector[t], scalar[t]);
        }
    }

    @ParameterizedTest
    @EnumSource
    void finishedSequencesLeaveAndTheOthersNeverKnow(Family family) {
        TransformerModel model = model(family);
        Decoder decoder = model.decoder(9);
        decoder.prompt(tokens(0, 0, 10));
        decoder.fork(9);
        int[] live = IntStream.range(0, 9).toArray();
        for (int t = 10; live.length > 0; t++) {
            int now = t;
            decoder.step(Arrays.stream(live).map(s -> token(s, now)).toArray());
            float[] last = decoder.logits().row(live.length - 1);
            assertArrayEquals(alone(model, live[live.length - 1], 10, t - 9), last);
            int[] stay = IntStream.range(0, live.length)
                    .filter(i -> (i + now) % 3 != 0)
                    .toArray();
            int[] before = live;
            decoder.keep(stay);
            live = Arrays.stream(stay).map(i -> before[i]).toArray();
            if (live.length > 0) {
                assertArrayEquals(
                        alone(model, live[0], 10, t - 9), decoder.logits().row(0));
            }
        }
        assertEquals(0, decoder.sequences());
    }

    @Test
    void aDecoderIsUsedAgainWithoutATrace() {
        TransformerModel model = model(Family.LLAMA);
        Decoder decoder = model.decoder(4);
        decoder.prompt(tokens(5, 0, 90));
        decoder.fork(4);
        for (int t = 0; t < 50; t++) {
            decoder.step(new int[] {1, 2, 3, 4});
        }
        for (int again = 0; again < 2; again++) {
            decoder.prompt(tokens(0, 0, 20));
            decoder.fork(3);
            decoder.step(new int[] {token(0, 20), token(1, 20), token(2, 20)});
            assertArrayEquals(alone(model, 2, 20, 1), decoder.logits().row(2));
            decoder.fork(2);
            decoder.step(new int[] {token(0, 20), token(1, 20)});
            assertArrayEquals(alone(model, 1, 20, 1), decoder.logits().row(1));
        }
    }

    @Test
    void beforeTheFirstStepAllSequencesShareThePromptsRows() {
        Decoder decoder = model(Family.QWEN3).decoder(3);
        decoder.prompt(4, 5, 6);
        float[] prompt = decoder.logits().row(0);
        decoder.fork(3);
        assertArrayEquals(prompt, decoder.logits().row(2));
        assertEquals(3, decoder.position());
        assertEquals(RandomModel.VOCABULARY, decoder.logits().width());
    }

    @Test
    void misuseIsAnError() {
        Decoder decoder = model(Family.LLAMA).decoder(2);
        assertThrows(IllegalStateException.class, () -> decoder.fork(1));
        assertThrows(IllegalArgumentException.class, decoder::prompt);
        assertThrows(IllegalArgumentException.class, () -> decoder.prompt(new int[RandomModel.CONTEXT + 1]));
        decoder.prompt(new int[RandomModel.CONTEXT]);
        assertThrows(IllegalStateException.class, () -> decoder.step(new int[1]));
        assertThrows(IllegalArgumentException.class, () -> decoder.fork(3));
        decoder.fork(2);
        assertThrows(IllegalStateException.class, () -> decoder.append(1));
        assertThrows(IllegalStateException.class, () -> decoder.step(new int[2]));
        assertThrows(IllegalArgumentException.class, () -> decoder.keep(1, 0));
        assertThrows(IllegalArgumentException.class, () -> decoder.keep(2));
        decoder.keep();
        assertTrue(decoder.sequences() == 0);
    }
}
