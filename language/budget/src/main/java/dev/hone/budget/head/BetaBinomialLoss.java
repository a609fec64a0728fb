package dev.hone.budget.head;

import dev.hone.core.statistics.SpecialFunctions;
import dev.hone.tensor.Tensor;

/**
 * Negative log-likelihood of a sequence of c successes and S - c failures when the rate is Beta(alpha, beta):
 * {@code -[ln B(alpha + c, beta + S - c) - ln B(alpha, beta)]}, in nats per query.
 */
final class BetaBinomialLoss implements Loss {
    private static final int ROUNDS = 500;

    @Override
    public int outputs() {
        return 2;
    }

    @Override
    public double of(double[] outputs, Examples examples, int query) {
        int samples = examples.samples(query);
        int successes = examples.successes(query);
        double alpha = BetaBinomialHead.positive(outputs[0]);
        double beta = BetaBinomialHead.positive(outputs[1]);
        return SpecialFunctions.logBeta(alpha, beta)
                - SpecialFunctions.logBeta(alpha + successes, beta + samples - successes);
    }

    @Override
    public double floor(Examples examples, int query) {
        return examples.samples(query) * Loss.entropy(examples.rate(query));
    }

    /**
     * Maximum likelihood by Minka's fixed point ("Estimating a Dirichlet distribution", equation 55), which never lowers the
     * likelihood. Differences of digamma at whole distances are sums of reciprocals, and queries enter only through how many
     * of them have more than k successes, failures, samples.
     */
    @Override
    public double[] constant(Examples examples) {
        int most = examples.mostSamples();
        int[] successes = new int[most]; // queries with more than k of them
        int[] failures = new int[most];
        int[] samples = new int[most];
        for (int i = 0; i < examples.size(); i++) {
            count(successes, examples.successes(i));
            count(failures, examples.samples(i) - examples.successes(i));
            count(samples, examples.samples(i));
        }
        double alpha = 1;
        double beta = 1;
        for (int round = 0; round < ROUNDS; round++) {
            double total = reciprocals(samples, alpha + beta);
            double nextAlpha = clip(alpha * reciprocals(successes, alpha) / total);
            beta = clip(beta * reciprocals(failures, beta) / total);
            alpha = nextAlpha;
        }
        return new double[] {Math.log(alpha), Math.log(beta)};
    }

    private static void count(int[] moreThan, int n) {
        for (int k = 0; k < n; k++) {
            moreThan[k]++;
        }
    }

    private static double reciprocals(int[] counts, double from) {
        double sum = 0;
        for (int k = 0; k < counts.length; k++) {
            sum += counts[k] / (from + k);
        }
        return sum;
    }

    private static double clip(double value) {
        return Math.clamp(value, Math.exp(BetaBinomialHead.LOWEST), Math.exp(BetaBinomialHead.HIGHEST));
    }

    @Override
    public Tensor of(Tensor outputs, Examples batch) {
        double[] samples = new double[batch.size()];
        double[] successes = new double[batch.size()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = batch.samples(i);
            successes[i] = batch.successes(i);
        }
        // doubles: the differences of log-gammas near 3,000 would lose a float's last digits
        Tensor parameters = outputs.toDouble()
                .clamp(BetaBinomialHead.LOWEST, BetaBinomialHead.HIGHEST)
                .exp(); // [batch, 2]
        Tensor alpha = parameters.select(1, 0); // [batch]
        Tensor beta = parameters.select(1, 1); // [batch]
        Tensor s = Tensor.of(samples, samples.length);
        Tensor c = Tensor.of(successes, successes.length);
        return logBeta(alpha, beta)
                .sub(logBeta(alpha.add(c), beta.add(s).sub(c)))
                .mean();
    }

    private static Tensor logBeta(Tensor alpha, Tensor beta) {
        return alpha.lgamma().add(beta.lgamma()).sub(alpha.add(beta).lgamma());
    }
}
