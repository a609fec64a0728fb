package dev.hone.imitate.rollout;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.episodes.Episode;
import dev.hone.imitate.ImitationTask;
import dev.hone.imitate.Trial;
import dev.hone.imitate.data.ProcessorTime;
import dev.hone.learn.Policy;
import dev.hone.learn.RandomStream;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Plays a policy on a stream of starts, on several threads. Episode k depends on the stream, k, the policy and the seeds alone: not on the
 * threads, nor on which episodes are played beside it.
 */
public final class Rollouts {
    private final ImitationTask task;
    private final Supplier<? extends Policy> policies;
    private final ResetStream stream;
    private final Seeds seeds;

    /**
     * Roll-outs of a policy.
     *
     * @param policies gives every thread a policy of its own
     * @param seeds of what the policy draws
     * @throws HoneException if the policy is for another task
     */
    public Rollouts(ImitationTask task, Supplier<? extends Policy> policies, ResetStream stream, Seeds seeds) {
        this.task = task;
        this.policies = policies;
        this.stream = stream;
        this.seeds = seeds.child("policy").child(stream.word());
        Policy policy = policies.get();
        try (Trial trial = task.open()) {
            if (policy.observations().size()
                            != trial.environment().observations().size()
                    || policy.actions().size() != trial.environment().actions().size()) {
                throw new HoneException(
                        "The policy sees " + policy.observations().size() + " numbers and does "
                                + policy.actions().size() + " where the task " + task.name() + " has "
                                + trial.environment().observations().size() + " and "
                                + trial.environment().actions().size() + ".",
                        "it was trained for another task; name that one with --task");
            }
        }
    }

    /** An episode that was played and kept, and the processor time that it took in nanoseconds. */
    public record Kept(Outcome outcome, Episode episode, long nanos) {}

    /** Plays episodes 0 to {@code count - 1}. */
    public Score score(int count, int threads, Listener listener) {
        return new Score(Parallel.map(0, count, threads, listener, this::player).toList());
    }

    private Parallel.Worker<Outcome> player() {
        Trial trial = task.open();
        Rollout rollout = new Rollout(trial, policies.get());
        return new Parallel.Worker<>() {
            @Override
            public Outcome work(int index) {
                return rollout.play(index, stream.seed(index), random(index), Optional.empty());
            }

            @Override
            public void close() {
                trial.close();
            }
        };
    }

    /** Plays episodes {@code first} to {@code first + count - 1} and keeps their frames; no episode has none. */
    public List<Kept> record(int first, int count, int threads, Listener listener) {
        return Parallel.map(first, count, threads, listener, this::recorder).toList();
    }

    private Parallel.Worker<Kept> recorder() {
        Trial trial = task.open();
        Rollout rollout = new Rollout(trial, policies.get());
        return new Parallel.Worker<>() {
            @Override
            public Kept work(int index) {
                long begin = ProcessorTime.nanos();
                Episode.Recorder recorder = new Episode.Recorder(task.words());
                Outcome outcome = rollout.play(index, stream.seed(index), random(index), Optional.of(recorder));
                SortedMap<String, Integer> milestones = new TreeMap<>(outcome.milestones());
                Episode episode = recorder.done(Optional.of(outcome.solved()), milestones);
                return new Kept(outcome, episode, ProcessorTime.nanos() - begin);
            }

            @Override
            public void close() {
                trial.close();
            }
        };
    }

    private RandomStream random(int index) {
        return new RandomStream(seeds.child(index).asLong());
    }
}
