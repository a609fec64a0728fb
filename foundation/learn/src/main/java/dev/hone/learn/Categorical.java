package dev.hone.learn;

import dev.hone.tensor.Functional;
import dev.hone.tensor.Tensor;
import java.util.random.RandomGenerator;

/** One of several choices; the outputs are logits. */
public record Categorical(int outputs) implements ActionDistribution {
    @Override
    public int size() {
        return 1;
    }

    @Override
    public double sample(float[] logits, RandomGenerator random, float[] raw, int to) {
        double total = logSumExp(logits);
        double left = random.nextDouble();
        int choice = 0;
        for (; choice < outputs - 1; choice++) {
            left -= Math.exp(logits[choice] - total);
            if (left < 0) {
                break;
            }
        }
        raw[to] = choice;
        return logits[choice] - total;
    }

    private double logSumExp(float[] logits) {
        double most = logits[0];
        for (int i = 1; i < outputs; i++) {
            most = Math.max(most, logits[i]);
        }
        double sum = 0;
        for (int i = 0; i < outputs; i++) {
            sum += Math.exp(logits[i] - most);
        }
        return most + Math.log(sum);
    }

    /** The choice with the largest output, the first of equal ones. */
    public static int best(float[] outputs) {
        int best = 0;
        for (int i = 1; i < outputs.length; i++) {
            if (outputs[i] > outputs[best]) {
                best = i;
            }
        }
        return best;
    }

    @Override
    public void toAction(float[] raw, int from, float[] action, int to) {
        action[to] = raw[from];
    }

    @Override
    public Tensor logProbabilities(Tensor logits, Tensor raw) {
        return Functional.logSoftmax(logits, -1).gather(1, raw.toLong()).reshape(-1); // [n]
    }

    @Override
    public Tensor entropies(Tensor logits) {
        Tensor logProbabilities = Functional.logSoftmax(logits, -1);
        return logProbabilities.exp().mul(logProbabilities).sum(1, false).neg(); // [n]
    }
}
