package dev.hone.imitate.rollout;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.imitate.data.EpisodeRounds;
import java.util.List;

/** Collect-and-infer: a policy's successful roll-outs become demonstrations. */
public final class Collection {
    private static final int ROUND = 16;
    private static final int PATIENCE = 20; // roll-outs per success wanted

    private Collection() {}

    /**
     * Rolls out until {@code count} episodes succeeded, or goes on with what the rounds hold.
     *
     * @param first the first start of the stream that is tried
     * @throws HoneException if fewer than one roll-out in {@value #PATIENCE} succeeds
     */
    public static void run(
            Rollouts rollouts, int first, int count, int threads, EpisodeRounds rounds, Listener listener) {
        listener.begin("successes", Math.min(count, rounds.kept()), count);
        while (rounds.kept() < count) {
            if (rounds.tried() >= (long) PATIENCE * count) {
                throw new HoneException(
                        "Only " + rounds.kept() + " of " + rounds.tried() + " roll-outs succeeded.",
                        "the policy is too weak; train it longer, or on more or augmented demonstrations");
            }
            List<Rollouts.Kept> played = rollouts.record(first + rounds.tried(), ROUND, threads, Listener.NONE);
            List<Rollouts.Kept> good =
                    played.stream().filter(kept -> kept.outcome().solved()).toList();
            rounds.add(
                    ROUND,
                    played.stream().mapToLong(kept -> kept.outcome().steps()).sum(),
                    played.stream().mapToLong(Rollouts.Kept::nanos).sum(),
                    good.stream().map(Rollouts.Kept::episode).toList(),
                    good.stream().map(_ -> 0).toList());
            listener.advance(Math.min(count, rounds.kept()));
        }
        listener.end();
    }
}
