package dev.hone.transformer.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import dev.hone.transformer.Decoder;
import dev.hone.transformer.Family;
import dev.hone.transformer.MixedDecoder;
import dev.hone.transformer.Rows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MixedTransformerDecoderTest {
    private static final Map<Family, TransformerModel> MODELS = new EnumMap<>(Family.class);
    private static final int ROWS = 24;
    private static final int LONGEST = RandomModel.CONTEXT - 1;

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

    /** Logits after a prompt and what followed it, decoded alone by the decoder for one prompt. */
    private static float[] alone(TransformerModel model, int[] prompt, List<Integer> followed) {
        Decoder decoder = model.decoder(1);
        decoder.prompt(prompt);
        decoder.fork(1);
        for (int token : followed) {
            decoder.step(new int[] {token});
        }
        return decoder.logits().row(0);
    }

    /** A prompt with the sequences that continue it, as a scheduler would keep them. */
    private static final class Talk {
        final int[] prompt;
        final MixedDecoder.Strand strand;
        final List<MixedDecoder.Strand> sequences = new ArrayList<>();
        final List<List<Integer>> followed = new ArrayList<>();
        int read;

        Talk(int[] prompt, MixedDecoder.Strand strand) {
            this.prompt = prompt;
            this.strand = strand;
        }
    }

    @ParameterizedTest
    @EnumSource
    void companyJoiningLeavingAndLengthsChangeNoBit(Family family) {
        TransformerModel model = model(family);
        RandomGenerator random = Seeds.of(5).child(family.name()).generator();
        MixedDecoder decoder = model.mixedDecoder(ROWS);
        List<Talk> talks = new ArrayList<>();
        int compared = 0;
        for (int pass = 0; pass < 150; pass++) {
            if (talks.size() < 5 && random.nextInt(3) == 0) {
                int[] prompt = random.ints(1 + random.nextInt(LONGEST / 2), 0, RandomModel.VOCABULARY)
                        .toArray();
                talks.add(new Talk(prompt, decoder.open()));
            }
            List<Runnable> checks = new ArrayList<>();
            List<float[]> results = new ArrayList<>();
            int room = ROWS;
            for (Talk talk : talks) {
                room = talk.read < talk.prompt.length
                        ? read(model, decoder, talk, random, room, results, checks)
                        : step(model, decoder, talk, random, room, results, checks);
            }
            if (checks.isEmpty()) {
                continue;
            }
            decoder.run();
            int parts = random.nextInt(4) == 0 ? 1 + random.nextInt(checks.size()) : checks.size();
            Rows logits = decoder.logits(parts);
            for (int part = 0; part < parts; part++) {
                results.add(logits.row(part));
            }
            checks.subList(0, parts).forEach(Runnable::run);
            compared += parts;
            talks.removeIf(talk -> leave(decoder, talk, random));
        }
        assertTrue(compared > 300, "only " + compared + " rows");
    }

    private static int read(
            TransformerModel model,
            MixedDecoder decoder,
            Talk talk,
            RandomGenerator random,
            int room,
            List<float[]> results,
            List<Runnable> checks) {
        int count = Math.min(Math.min(room, 1 + random.nextInt(20)), talk.prompt.length - talk.read);
        if (count == 0) {
            return room;
        }
        decoder.read(talk.strand, talk.prompt, talk.read, count);
        talk.read += count;
        int part = checks.size();
        int[] soFar = Arrays.copyOf(talk.prompt, talk.read);
        checks.add(() -> assertArrayEquals(alone(model, soFar, List.of()), results.get(part)));
        return room - count;
    }

    private static int step(
            TransformerModel model,
            MixedDecoder decoder,
            Talk talk,
            RandomGenerator random,
            int room,
            List<float[]> results,
            List<Runnable> checks) {
        if (talk.sequences.size() < 4 && random.nextInt(3) > 0) {
            talk.sequences.add(decoder.fork(talk.strand));
            talk.followed.add(new ArrayList<>());
        }
        int left = room;
        for (int s = 0; s < talk.sequences.size() && left > 0; s++) {
            int length = talk.followed.get(s).size();
            if (talk.prompt.length + length == LONGEST || random.nextInt(8) == 0) {
                continue; // one that waits for a pass
            }
            int token = random.nextInt(RandomModel.VOCABULARY);
            decoder.step(talk.sequences.get(s), token);
            talk.followed.get(s).add(token);
            assertEquals(length + 1, talk.sequences.get(s).length());
            List<Integer> followed = List.copyOf(talk.followed.get(s));
            int part = checks.size();
            checks.add(() -> assertArrayEquals(alone(model, talk.prompt, followed), results.get(part)));
            left--;
        }
        return left;
    }

    /** Some sequences leave, sometimes all with their prompt; memory they give back is used by the others. */
    private static boolean leave(MixedDecoder decoder, Talk talk, RandomGenerator random) {
        for (int s = talk.sequences.size() - 1; s >= 0; s--) {
            if (random.nextInt(15) == 0) {
                decoder.release(talk.sequences.remove(s));
                talk.followed.remove(s);
            }
        }
        if (random.nextInt(25) > 0) {
            return false;
        }
        talk.sequences.forEach(decoder::release);
        decoder.release(talk.strand);
        return true;
    }

    @Test
    void misuseIsAnError() {
        MixedDecoder decoder = model(Family.LLAMA).mixedDecoder(4);
        assertThrows(IllegalStateException.class, decoder::run);
        MixedDecoder.Strand prompt = decoder.open();
        assertThrows(IllegalStateException.class, () -> decoder.fork(prompt));
        assertThrows(IllegalStateException.class, () -> decoder.step(prompt, 1));
        assertThrows(IllegalArgumentException.class, () -> decoder.read(prompt, new int[5], 0, 5));
        int[] tokens = new int[RandomModel.CONTEXT];
        for (int from = 0; from < tokens.length; from += 4) {
            decoder.read(prompt, tokens, from, Math.min(4, tokens.length - from));
            assertThrows(IllegalStateException.class, () -> decoder.logits(1));
            decoder.run();
            assertThrows(IllegalStateException.class, () -> decoder.logits(2));
        }
        assertThrows(IllegalArgumentException.class, () -> decoder.read(prompt, tokens, 0, 1));
        MixedDecoder.Strand sequence = decoder.fork(prompt);
        assertThrows(IllegalArgumentException.class, () -> decoder.step(sequence, 1));
        assertThrows(IllegalStateException.class, () -> decoder.fork(sequence));
        assertThrows(IllegalStateException.class, () -> decoder.read(sequence, tokens, 0, 1));
        decoder.release(sequence);
        decoder.release(prompt);
        MixedDecoder.Strand other = decoder.open();
        decoder.read(other, tokens, 0, 2);
        decoder.run();
        assertEquals(2, other.length());
    }
}
