package dev.hone.learn.ppo;

/**
 * What one iteration did.
 *
 * @param steps environment steps since the start
 * @param episodes episodes that ended in this rollout
 * @param meanReturn of those, undiscounted; NaN if none ended
 * @param policyLoss of the last minibatch
 * @param valueLoss of the last minibatch
 * @param entropy of the policy in the last minibatch, in nats
 * @param kl divergence from the rollout's policy at the last minibatch, in nats
 * @param epochs begun, fewer than asked for where the KL stop ended the update
 * @param environmentSeconds inside environments
 * @param actingSeconds for the policy's decisions in the rollout
 * @param updateSeconds for gradients
 */
public record PpoIteration(
        long steps,
        int episodes,
        double meanReturn,
        double policyLoss,
        double valueLoss,
        double entropy,
        double kl,
        int epochs,
        double environmentSeconds,
        double actingSeconds,
        double updateSeconds) {
    @Override
    public String toString() {
        return String.format(
                java.util.Locale.ROOT,
                "steps %,d  return %.1f (%d episodes)  policy %.4f  value %.4f  entropy %.3f  KL %.4f  environment %.2f s,"
                        + " acting %.2f s, update %.2f s",
                steps,
                meanReturn,
                episodes,
                policyLoss,
                valueLoss,
                entropy,
                kl,
                environmentSeconds,
                actingSeconds,
                updateSeconds);
    }
}
