package dev.hone.steer.candidate;

import dev.hone.steer.Candidates;
import dev.hone.steer.TokenValues;
import dev.hone.steer.Value;
import dev.hone.tensor.Safetensors;
import dev.hone.transformer.CausalModel;
import dev.hone.transformer.ModelConfig;
import dev.hone.transformer.Rows;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The candidate head: a small transformer of its own reads the text with each candidate after it, {@code Q(s, a) = V(s a)}.
 *
 * <p>It needs the frozen model's tokens and nothing else of it, so it can lead a model whose states nobody shows. The price is a pass of
 * the network for every candidate: all of a place together, beside the one that reads the chosen token. The state after an end token is
 * learnt, so ending the text is a candidate like others.
 */
public final class CandidateValue implements Value {
    private final String name;
    private final CausalModel network;
    private final BitSet ends;
    private final int vocabulary;
    private final float[] weight;
    private final double bias;

    private CandidateValue(String name, CausalModel network, BitSet ends, float[] weight, double bias) {
        this.name = name;
        this.network = network;
        this.ends = ends;
        this.weight = weight;
        this.bias = bias;
        vocabulary = network.config().vocabulary() - CandidateTensors.OWN;
    }

    /**
     * A value from what training left.
     *
     * @param file holds {@link CandidateTensors#WEIGHT} and {@link CandidateTensors#BIAS}
     * @param ends ids that end a text
     */
    public static CandidateValue read(Safetensors file, String name, CausalModel network, BitSet ends) {
        return new CandidateValue(
                name,
                network,
                (BitSet) ends.clone(),
                file.floats(CandidateTensors.WEIGHT),
                file.floats(CandidateTensors.BIAS)[0]);
    }

    @Override
    public String name() {
        return name;
    }

    /** Ids that the frozen model knows. */
    public int vocabulary() {
        return vocabulary;
    }

    /** V of a text, in standard deviations of the reward: of what was said so far after a prompt, or with its end. */
    public double of(int[] prompt, int[] response, boolean ended) {
        Prefix prefix = new Prefix(network, weight, bias);
        prefix.read(text(prompt, response));
        if (ended) {
            prefix.append(CandidateTensors.textEnd(vocabulary));
        }
        return prefix.value();
    }

    @Override
    public TokenValues begin(int samples) {
        return new Along();
    }

    /** Products with weights, of every candidate and of the token that was chosen before. */
    @Override
    public long multiplyAdds(int candidates) {
        ModelConfig config = network.config();
        long attention = (long) config.hidden() * (2L * config.queryWidth() + 2L * config.keyValueWidth());
        long raised = 3L * config.hidden() * config.intermediate();
        return (candidates + 1L) * config.layers() * (attention + raised);
    }

    private int[] text(int[] prompt, int[] response) {
        int[] all = new int[prompt.length + 1 + response.length];
        System.arraycopy(prompt, 0, all, 0, prompt.length);
        all[prompt.length] = CandidateTensors.promptEnd(vocabulary);
        System.arraycopy(response, 0, all, prompt.length + 1, response.length);
        return all;
    }

    private int token(int id) {
        return ends.get(id) ? CandidateTensors.textEnd(vocabulary) : id;
    }

    private final class Along implements TokenValues {
        private final Map<Integer, Prefix> texts = new HashMap<>();
        private final Deque<Prefix> free = new ArrayDeque<>(); // of texts that ended
        private Optional<int[]> prompt = Optional.empty();
        private int[] tokens = new int[0];

        @Override
        public void prompt(int... before) {
            prompt = Optional.of(before.clone());
            texts.clear();
        }

        @Override
        public void reread(int sample, int... so) {
            prefix(sample).read(text(prompt.orElseThrow(), so));
        }

        @Override
        public void bonus(int sample, Rows hidden, int row, Candidates candidates, double beta, double[] into) {
            int n = candidates.size();
            if (tokens.length < n) {
                tokens = new int[n];
            }
            for (int i = 0; i < n; i++) {
                tokens[i] = token(candidates.id(i));
            }
            prefix(sample).after(tokens, n, into);
            for (int i = 0; i < n; i++) {
                into[i] *= beta;
            }
        }

        @Override
        public void chosen(int sample, int token) {
            Prefix prefix = prefix(sample);
            if (ends.get(token)) {
                texts.remove(sample);
                free.add(prefix);
            } else {
                prefix.append(token);
            }
        }

        private Prefix prefix(int sample) {
            return texts.computeIfAbsent(sample, _ -> {
                Prefix prefix = free.isEmpty() ? new Prefix(network, weight, bias) : free.remove();
                prefix.read(text(
                        prompt.orElseThrow(
                                () -> new IllegalStateException("a value that reads texts needs the prompt")),
                        new int[0]));
                return prefix;
            });
        }
    }
}
