package dev.hone.steer.fit;

import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.lm.format.Pool;
import dev.hone.reward.Reward;
import dev.hone.transformer.generate.LocalModel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;

/** Learns a value of the candidate head, from the same samples and judged by the same held-out queries as {@link QFit}. */
public final class CandidateFit {
    private CandidateFit() {}

    /**
     * Learns a value.
     *
     * @param graded samples of {@code model} with token ids, graded by {@code reward}
     * @param folder of the model, whose tokenizer the value takes along
     * @param reward grades the completions of half-finished texts too
     * @throws dev.hone.core.HoneException if there are too few queries, or {@link Episodes#of} refuses the pool
     */
    public static Fitted fit(
            Pool graded,
            LocalModel model,
            Path folder,
            Reward reward,
            FitSettings settings,
            Seeds seeds,
            Listener listener) {
        Episodes episodes = Episodes.of(graded, model, reward.name());
        QFit.Parts parts = QFit.Parts.of(graded, episodes);
        List<Episode> chooses = QFit.half(parts.choosing(), model, reward, episodes, seeds);
        List<Episode> reports = QFit.half(parts.reporting(), model, reward, episodes, seeds);
        List<Episode> judges = chooses.isEmpty() ? parts.choosing().episodes() : chooses;
        CandidateNetwork network = new CandidateNetwork(model.causalModel(), seeds.child("network"));
        try {
            DoubleSupplier error = () -> Explained.error(levels(network, judges), judges);
            new CandidateTraining(network, parts.learnt().episodes(), settings, seeds.child("order"), listener)
                    .run(error);
            List<Episode> texts = parts.reporting().episodes();
            var heldOut = Explained.numbers(levels(network, reports), reports, levels(network, texts), texts);
            heldOut.put("half.texts", (double) reports.size());
            heldOut.put("texts", (double) texts.size());
            return new FittedCandidate(network, folder, episodes.scaling(), episodes.limit(), heldOut);
        } catch (RuntimeException | Error e) {
            network.close();
            throw e;
        }
    }

    /** V of each text's states in which something was chosen. [text][step] */
    private static double[][] levels(CandidateNetwork network, List<Episode> texts) {
        double[] all = network.values(texts);
        double[][] levels = new double[texts.size()][];
        int at = 0;
        for (int i = 0; i < levels.length; i++) {
            int steps = texts.get(i).steps();
            levels[i] = Arrays.copyOfRange(all, at, at + steps);
            at += steps + 1;
        }
        return levels;
    }
}
