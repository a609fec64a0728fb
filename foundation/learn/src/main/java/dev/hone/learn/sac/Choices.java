package dev.hone.learn.sac;

import dev.hone.learn.Categorical;
import dev.hone.tensor.Functional;
import dev.hone.tensor.Tensor;
import java.util.random.RandomGenerator;

/** One of several choices (Christodoulou 2019): critics value all at once, and expectations over them are exact. */
final class Choices implements SoftForm {
    private final int count;
    private final Categorical categorical;

    Choices(int count) {
        this.count = count;
        categorical = new Categorical(count);
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public int outputs() {
        return count;
    }

    @Override
    public int criticInputs(int width) {
        return width;
    }

    @Override
    public int criticOutputs() {
        return count;
    }

    @Override
    public double targetEntropy(double share) {
        return share * Math.log(count);
    }

    @Override
    public void sample(float[] outputs, RandomGenerator random, float[] raw, int to) {
        categorical.sample(outputs, random, raw, to);
    }

    @Override
    public void explore(RandomGenerator random, float[] raw, int to) {
        raw[to] = random.nextInt(count);
    }

    @Override
    public void toAction(float[] raw, int from, float[] action, int to) {
        action[to] = raw[from];
    }

    @Override
    public Tensor valueOfActions(Critic critic, Tensor features, Tensor actions) {
        return critic.value(features).gather(1, actions.toLong()).reshape(-1); // [n]
    }

    @Override
    public Plan plan(Tensor outputs, RandomGenerator random) {
        Tensor logProbabilities = Functional.logSoftmax(outputs, -1); // [n, count]
        return new All(logProbabilities, logProbabilities.exp());
    }

    private record All(Tensor logProbabilities, Tensor probabilities) implements Plan {
        @Override
        public Tensor softValue(Tensor features, TwinCritics critics, double alpha) {
            Tensor least = critics.one.forward(features).minimum(critics.two.forward(features)); // [n, count]
            return probabilities.mul(least.sub(logProbabilities.mul(alpha))).sum(1, false);
        }

        @Override
        public Tensor logProbability() {
            return probabilities.mul(logProbabilities).sum(1, false);
        }
    }
}
