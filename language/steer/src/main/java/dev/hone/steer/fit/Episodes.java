package dev.hone.steer.fit;

import dev.hone.core.HoneException;
import dev.hone.lm.FinishReason;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.Sample;
import dev.hone.lm.format.Pool;
import dev.hone.transformer.generate.LocalModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A pool's samples as {@link Episode}s.
 *
 * @param limit tokens at which the longest were cut
 */
public record Episodes(List<Episode> all, Scaling scaling, int limit) {
    public Episodes {
        all = List.copyOf(all);
    }

    /**
     * Reads a graded pool that {@code model} drew.
     *
     * @param reward what graded it, for messages
     * @throws HoneException if a sample has no token ids, or ids that this model doesn't know or can't have stopped at; or all rewards
     *     are the same
     */
    public static Episodes of(Pool graded, LocalModel model, String reward) {
        Scaling scaling = Scaling.of(graded, reward);
        int vocabulary = model.causalModel().config().vocabulary();
        int context = model.causalModel().config().context();
        List<Episode> episodes = new ArrayList<>();
        int limit = 1;
        for (PoolEntry entry : graded.entries()) {
            requireOneArm(entry, graded.source());
            List<Integer> prompt =
                    Arrays.stream(model.prompt(entry.query())).boxed().toList();
            for (PoolEntry.Arm arm : entry.arms().values()) {
                for (Sample sample : arm.samples()) {
                    String where = graded.source() + ": a sample of the query '"
                            + entry.query().id() + "'";
                    List<Integer> ids = ids(sample, where);
                    boolean ended = ended(sample, ids, where);
                    requireKnown(ids, prompt.size(), vocabulary, context, where, model.name());
                    limit = Math.max(limit, ids.size() + (ended ? 1 : 0));
                    if (!ids.isEmpty() || ended) {
                        double standard = scaling.standard(sample.reward().orElseThrow());
                        episodes.add(new Episode(entry.query().id(), prompt, ids, ended, standard));
                    }
                }
            }
        }
        return new Episodes(episodes, scaling, limit);
    }

    private static void requireOneArm(PoolEntry entry, String source) {
        if (entry.arms().size() != 1) {
            throw new HoneException(
                    source + ": the query '" + entry.query().id() + "' has samples of "
                            + entry.arms().size() + " arms; a value is learnt from one model's own.",
                    "draw them with 'hone steer sample'");
        }
    }

    private static List<Integer> ids(Sample sample, String where) {
        return sample.ids()
                .orElseThrow(() -> new HoneException(
                        where + " has no 'ids'.",
                        "draw the samples with 'hone steer sample'; values are learnt from the model's own tokens"));
    }

    private static boolean ended(Sample sample, List<Integer> ids, String where) {
        FinishReason finish = sample.finish()
                .orElseThrow(() -> new HoneException(
                        where + " doesn't say how it ended ('finish').", "draw the samples with 'hone steer sample'"));
        boolean ended = finish == FinishReason.STOP;
        if (sample.tokens().isPresent() && sample.tokens().getAsInt() != ids.size() + (ended ? 1 : 0)) {
            throw new HoneException(
                    where + " has " + ids.size() + " 'ids' of "
                            + sample.tokens().getAsInt() + " tokens: a stop text cut it.",
                    "draw the samples without --stop; the model's own end is what a value can learn");
        }
        return ended;
    }

    private static void requireKnown(
            List<Integer> ids, int prompt, int vocabulary, int context, String where, String model) {
        for (int id : ids) {
            if (id < 0 || id >= vocabulary) {
                throw new HoneException(
                        where + " has the token id " + id + "; " + model + " knows 0 to " + (vocabulary - 1) + ".",
                        "another model drew it; name that one with --model");
            }
        }
        if (prompt + ids.size() > context) {
            throw new HoneException(
                    where + " has " + ids.size() + " tokens after a prompt of " + prompt + "; the context of " + model
                            + " holds " + context + ".",
                    "another model drew it; name that one with --model");
        }
    }
}
