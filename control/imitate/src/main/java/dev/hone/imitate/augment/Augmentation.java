package dev.hone.imitate.augment;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.episodes.Episode;
import dev.hone.imitate.Bottleneck;
import dev.hone.imitate.ImitationTask;
import dev.hone.imitate.Trial;
import dev.hone.imitate.data.EpisodeRounds;
import dev.hone.imitate.data.ProcessorTime;
import dev.hone.imitate.rollout.Parallel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Augments until enough segments are made. Attempts are made in rounds of {@value #ROUND}; within a round the bottlenecks are balanced by what was made before it, so
 * that the result does not depend on the threads.
 */
public final class Augmentation {
    private static final int ROUND = 8;
    private static final int MOST_ATTEMPTS = 40; // per segment wanted

    private final ImitationTask task;
    private final List<Bottleneck> bottlenecks;
    private final AugmentationRules rules;
    private final Candidates candidates;
    private final Seeds seeds;

    /**
     * Of demonstrations.
     *
     * @throws HoneException if none of them can be augmented
     */
    public Augmentation(
            ImitationTask task,
            List<Bottleneck> bottlenecks,
            List<Episode> demonstrations,
            AugmentationRules rules,
            Seeds seeds) {
        this.task = task;
        this.bottlenecks = List.copyOf(bottlenecks);
        this.rules = rules;
        this.seeds = seeds;
        candidates = new Candidates(task, bottlenecks, demonstrations, rules.balanced());
    }

    /** An attempt, its segment if it came out well, and the environment steps and processor time that it took. */
    private record Attempt(int bottleneck, Optional<Episode> segment, long steps, long nanos) {}

    /**
     * Makes at least {@code count} segments, or goes on with what the rounds hold.
     *
     * @throws HoneException if fewer than one attempt in {@value #MOST_ATTEMPTS} comes out like its demonstration
     */
    public void run(int count, int threads, EpisodeRounds rounds, Listener listener) {
        listener.begin("segments", Math.min(count, rounds.kept()), count);
        while (rounds.kept() < count) {
            if (rounds.tried() >= (long) MOST_ATTEMPTS * count) {
                throw new HoneException(
                        "Only " + rounds.kept() + " of " + rounds.tried()
                                + " attempts came out like their demonstration.",
                        "the bottlenecks " + bottlenecks
                                + " lie wrong, or the demonstrations are of another simulator");
            }
            int[] made = rounds.marks(bottlenecks.size());
            List<Attempt> attempts = Parallel.map(rounds.tried(), ROUND, threads, Listener.NONE, () -> worker(made))
                    .toList();
            List<Episode> kept = new ArrayList<>();
            List<Integer> marks = new ArrayList<>();
            attempts.forEach(attempt -> attempt.segment().ifPresent(segment -> {
                kept.add(segment);
                marks.add(attempt.bottleneck());
            }));
            rounds.add(
                    ROUND,
                    attempts.stream().mapToLong(Attempt::steps).sum(),
                    attempts.stream().mapToLong(Attempt::nanos).sum(),
                    kept,
                    marks);
            listener.advance(Math.min(count, rounds.kept()));
        }
        listener.end();
    }

    private Parallel.Worker<Attempt> worker(int[] made) {
        Trial trial = task.openUnlimited();
        Augmenter augmenter = new Augmenter(task, trial, rules);
        return new Parallel.Worker<>() {
            @Override
            public Attempt work(int index) {
                long begin = ProcessorTime.nanos();
                var random = seeds.child("attempt").child(index).generator();
                Candidates.Pick pick = candidates.draw(made, random);
                long before = augmenter.steps();
                Optional<Episode> segment = augmenter.attempt(pick.stretch(), BackOff.draw(rules.range(), random));
                return new Attempt(
                        pick.bottleneck(), segment, augmenter.steps() - before, ProcessorTime.nanos() - begin);
            }

            @Override
            public void close() {
                trial.close();
            }
        };
    }
}
