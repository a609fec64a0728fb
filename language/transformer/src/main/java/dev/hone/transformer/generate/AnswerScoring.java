package dev.hone.transformer.generate;

import dev.hone.core.HoneException;
import dev.hone.lm.SamplingOptions;
import dev.hone.transformer.Decoder;
import dev.hone.transformer.ModelConfig;
import dev.hone.transformer.Rows;
import dev.hone.transformer.decode.Engines;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Reads given answers to a prompt side by side, and says how the model holds them: {@value #NUMBERS} numbers each, of the model's own
 * distribution, before temperature, top-k and top-p. The end of an answer counts as a token, whichever of the ids that end a text.
 *
 * <p>In this order, in nats: the answer's log-probability in all, a token, and of its least likely token; the entropy of the next
 * token, in all and at most; the logarithm of one more than its tokens; 1 if it ended, else 0; by how much its log-probability is less
 * than that of the likeliest token at each place, in all; then the first and the third as probabilities, since a network reads .9 and
 * .5 more easily off those.
 */
final class AnswerScoring {
    static final int NUMBERS = 10;

    /**
     * An answer to read.
     *
     * @param ids without the end token
     * @param ended whether the model ended it
     */
    record Answer(List<Integer> ids, boolean ended) {
        Answer {
            ids = List.copyOf(ids);
        }

        /** The end included. */
        int tokens() {
            return ids.size() + (ended ? 1 : 0);
        }
    }

    /** What is known of an answer so far. */
    private static final class Tally {
        private double sum;
        private double least;
        private double entropy;
        private double mostEntropy;
        private double behind;

        void add(double logprob, double best, double spread) {
            sum += logprob;
            least = Math.min(least, logprob);
            entropy += spread;
            mostEntropy = Math.max(mostEntropy, spread);
            behind += Math.max(0, best - logprob);
        }

        float[] numbers(Answer answer) {
            return new float[] {
                (float) sum,
                (float) (sum / Math.max(1, answer.tokens())),
                (float) least,
                (float) entropy,
                (float) mostEntropy,
                (float) StrictMath.log(1 + answer.tokens()),
                answer.ended() ? 1 : 0,
                (float) behind,
                (float) StrictMath.exp(sum),
                (float) StrictMath.exp(least)
            };
        }
    }

    private final Decoder decoder;
    private final Sampler sampler;
    private final BitSet ends;

    /**
     * @param decoder reads the prompt before the first run
     * @param ends ids that end a text
     */
    AnswerScoring(ModelConfig config, Decoder decoder, BitSet ends) {
        this.decoder = decoder;
        this.ends = ends;
        sampler = new Sampler(SamplingOptions.DEFAULT, Engines.kernels(), config.vocabulary());
    }

    /**
     * Refuses answers that the model can't have given.
     *
     * @param prompt tokens before them
     */
    static void requireFits(String model, ModelConfig config, int prompt, List<Answer> answers) {
        for (Answer answer : answers) {
            if (prompt + answer.ids().size() > config.context()) {
                throw new HoneException(
                        "A sample has " + answer.ids().size() + " tokens after a prompt of " + prompt
                                + "; the context of " + model + " holds " + config.context() + ".",
                        "another model drew it; name that one");
            }
            for (int id : answer.ids()) {
                if (id < 0 || id >= config.vocabulary()) {
                    throw new HoneException(
                            "A sample has the token id " + id + "; " + model + " knows " + config.vocabulary() + ".",
                            "another model drew it; name that one");
                }
            }
        }
    }

    /** Reads at most as many answers as the decoder grows side by side. [answers][NUMBERS] */
    float[][] run(List<Answer> answers) {
        Tally[] tallies = new Tally[answers.size()];
        int[] live = new int[tallies.length]; // answers that still grow, in the order of the decoder's sequences
        for (int i = 0; i < tallies.length; i++) {
            tallies[i] = new Tally();
            live[i] = i;
        }
        decoder.fork(tallies.length);
        for (int step = 0; live.length > 0; step++) {
            Rows logits = decoder.logits();
            int[] stay = new int[live.length];
            int[] tokens = new int[live.length];
            int kept = 0;
            for (int row = 0; row < live.length; row++) {
                Answer answer = answers.get(live[row]);
                if (step < answer.tokens()) {
                    read(tallies[live[row]], answer, step, logits, row);
                }
                if (step < answer.ids().size()) {
                    tokens[kept] = answer.ids().get(step);
                    stay[kept++] = row;
                }
            }
            if (kept < live.length) {
                stay = Arrays.copyOf(stay, kept);
                int[] before = live;
                live = Arrays.stream(stay).map(row -> before[row]).toArray();
                decoder.keep(stay);
            }
            if (kept > 0) {
                decoder.step(tokens);
            }
        }
        float[][] numbers = new float[tallies.length][];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = tallies[i].numbers(answers.get(i));
        }
        return numbers;
    }

    private void read(Tally tally, Answer answer, int step, Rows logits, int row) {
        double logSum = sampler.logSum(logits, row);
        double logprob = step < answer.ids().size()
                ? logits.values()[logits.at(row) + answer.ids().get(step)] - logSum
                : end(logits, row, logSum);
        tally.add(logprob, sampler.largest() - logSum, sampler.entropy(logits, row));
    }

    /** Log-probability of ending here. */
    private double end(Rows logits, int row, double logSum) {
        double share = ends.stream()
                .mapToDouble(id -> StrictMath.exp(logits.values()[logits.at(row) + id] - logSum))
                .sum();
        return StrictMath.log(Math.max(share, Float.MIN_NORMAL));
    }
}
