package dev.hone.learn.ppo;

/**
 * The losses of a minibatch and their gradients by the networks' outputs. With probability ratio {@code rho} and advantage
 * {@code A}, normalised over the minibatch to mean 0 and deviation 1: policy {@code mean max(-A rho, -A clip(rho))} (equation 7),
 * value {@code mean max((V - R)^2, (Vclip - R)^2) / 2}, {@code kl = mean((rho - 1) - log rho)}. Where a maximum is that of a
 * clipped term beyond its clip, nothing pulls.
 */
final class PpoLoss {
    private static final double TINY = 1e-8;

    double policy;
    double value;
    double entropy;
    double kl;

    private final ActorCritic model;
    private final PpoSettings.Objective objective;
    private double mean;
    private double deviation;

    PpoLoss(ActorCritic model, PpoSettings.Objective objective) {
        this.model = model;
        this.objective = objective;
    }

    /** Computes them, and leaves the gradient of {@link #total} at the networks' outputs, from where they carry it on. */
    void of(Minibatch batch) {
        model.zeroGradients();
        policy(batch);
        value(batch);
    }

    double total() {
        return policy + objective.valueWeight() * value - objective.entropyWeight() * entropy;
    }

    private void policy(Minibatch batch) {
        int n = batch.size();
        int size = model.distribution.size();
        int stride = model.actor.outputStride();
        float[] outputs = model.actor.forward(batch.features, 0, n);
        float[] gradients = model.actor.outputGradients();
        normalize(batch.advantages, n);
        double losses = 0;
        double entropies = 0;
        double divergences = 0;
        for (int i = 0; i < n; i++) {
            model.distribution.see(outputs, i * stride);
            double logRatio = model.distribution.logProbability(batch.raw, i * size) - batch.logProbabilities[i];
            double ratio = Math.exp(logRatio);
            double against = -(batch.advantages[i] - mean) / deviation;
            double clipped = Math.clamp(ratio, 1 - objective.clip(), 1 + objective.clip());
            boolean pulls = ratio == clipped || against * ratio > against * clipped;
            model.distribution.differentiate(
                    batch.raw,
                    i * size,
                    pulls ? against * ratio / n : 0,
                    -objective.entropyWeight() / n,
                    gradients,
                    i * stride);
            losses += Math.max(against * ratio, against * clipped);
            entropies += model.distribution.entropy();
            divergences += ratio - 1 - logRatio;
        }
        policy = losses / n;
        entropy = entropies / n;
        kl = divergences / n;
    }

    private void value(Minibatch batch) {
        int n = batch.size();
        int stride = model.critic.outputStride();
        float[] outputs = model.critic.forward(batch.features, 0, n);
        float[] gradients = model.critic.outputGradients();
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double error = outputs[i * stride] - batch.returns[i];
            double moved = outputs[i * stride] - batch.values[i];
            double held = Math.clamp(moved, -objective.valueClip(), objective.valueClip());
            double clipped = batch.values[i] + held - batch.returns[i];
            boolean pulls = moved == held || error * error > clipped * clipped;
            gradients[i * stride] = pulls ? (float) (objective.valueWeight() * error / n) : 0;
            squares += pulls ? error * error : clipped * clipped;
        }
        value = squares / n / 2;
    }

    /** Finds the mean and deviation of the advantages. */
    private void normalize(float[] advantages, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += advantages[i];
        }
        mean = sum / n;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            squares += (advantages[i] - mean) * (advantages[i] - mean);
        }
        deviation = Math.sqrt(squares / n) + TINY;
    }
}
