package dev.hone.learn.ppo;

import dev.hone.tensor.Tensor;

/**
 * The losses of a minibatch as numbers that gradients can be taken of. With probability ratio {@code rho} and advantage
 * {@code A}: policy {@code mean max(-A rho, -A clip(rho))} (equation 7), value
 * {@code mean max((V - R)^2, (Vclip - R)^2) / 2}, {@code kl = mean((rho - 1) - log rho)}.
 */
record PpoLoss(Tensor policy, Tensor value, Tensor entropy, Tensor kl) {
    private static final double TINY = 1e-8;

    static PpoLoss of(ActorCritic model, Minibatch batch, PpoSettings.Objective objective) {
        Tensor outputs = model.act(batch.features()); // [n, outputs]
        Tensor logRatio =
                model.distribution.logProbabilities(outputs, batch.raw()).sub(batch.logProbabilities()); // [n]
        Tensor ratio = logRatio.exp();
        Tensor against = normalized(batch.advantages()).neg();
        Tensor policy = against.mul(ratio)
                .maximum(against.mul(ratio.clamp(1 - objective.clip(), 1 + objective.clip())))
                .mean();
        Tensor entropy = model.distribution.entropies(outputs).mean();
        Tensor kl = ratio.add(-1).sub(logRatio).mean();
        return new PpoLoss(policy, value(model.value(batch.features()), batch, objective.valueClip()), entropy, kl);
    }

    private static Tensor value(Tensor values, Minibatch batch, double clip) {
        Tensor squared = values.sub(batch.returns()).square(); // [n]
        if (clip < Double.POSITIVE_INFINITY) {
            Tensor clipped = batch.values().add(values.sub(batch.values()).clamp(-clip, clip));
            squared = squared.maximum(clipped.sub(batch.returns()).square());
        }
        return squared.mean().mul(0.5);
    }

    /** Mean 0 and deviation 1. */
    private static Tensor normalized(Tensor advantages) {
        Tensor centred = advantages.sub(advantages.mean());
        return centred.div(centred.square().mean().sqrt().add(TINY));
    }

    Tensor total(PpoSettings.Objective objective) {
        Tensor total = policy.add(value.mul(objective.valueWeight()));
        return objective.entropyWeight() == 0 ? total : total.sub(entropy.mul(objective.entropyWeight()));
    }
}
