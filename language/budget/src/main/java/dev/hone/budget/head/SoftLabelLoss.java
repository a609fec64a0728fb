package dev.hone.budget.head;

import dev.hone.tensor.Functional;
import dev.hone.tensor.Tensor;

/** Binary cross-entropy with the share of successes as a soft label, in nats per sample. */
final class SoftLabelLoss implements Loss {
    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public double of(double[] outputs, Examples examples, int query) {
        double logit = outputs[0];
        double softplus = Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit)));
        return softplus - examples.rate(query) * logit;
    }

    @Override
    public double floor(Examples examples, int query) {
        return Loss.entropy(examples.rate(query));
    }

    @Override
    public double[] constant(Examples examples) {
        double rates = 0;
        double samples = 0;
        for (int i = 0; i < examples.size(); i++) {
            rates += examples.rate(i);
            samples += examples.samples(i);
        }
        // half a success and half a failure more keep the logit finite
        double share = (rates / examples.size() * samples + 0.5) / (samples + 1);
        return new double[] {Math.log(share / (1 - share))};
    }

    @Override
    public Tensor of(Tensor outputs, Examples batch) {
        float[] rates = new float[batch.size()];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = (float) batch.rate(i);
        }
        Tensor logits = outputs.select(1, 0); // [batch]
        return Functional.binaryCrossEntropy(logits, Tensor.of(rates, rates.length));
    }
}
