package dev.hone.assembly.demonstrate;

import dev.hone.assembly.task.Action;
import dev.hone.assembly.task.AssemblyEnvironment;
import dev.hone.assembly.task.Options;
import dev.hone.core.Seeds;
import dev.hone.core.statistics.Rate;
import dev.hone.episodes.Episode;
import dev.hone.learn.Policy;
import dev.hone.learn.Step;
import dev.hone.mujoco.UnstableSimulationException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Plays a task's demonstrator for a number of episodes and says how it went. */
public final class Demonstrations {
    private Demonstrations() {}

    /**
     * One episode.
     *
     * @param index its number, from 0
     * @param solved whether the task was solved
     * @param steps control steps played
     * @param milestones the step at which each milestone was first seen
     */
    public record Played(int index, boolean solved, int steps, Map<Milestone, Integer> milestones) {
        public Played {
            milestones = Map.copyOf(milestones);
        }
    }

    /**
     * Plays episodes 0 to {@code count - 1}; episode i depends on the seeds and i only.
     *
     * @param human with a person's manner, or exactly as the script is written
     * @param each told of every episode when it ends
     */
    public static List<Played> play(Options options, int count, boolean human, Seeds seeds, Consumer<Played> each) {
        return play(options, count, human, seeds, each, Optional.empty());
    }

    /**
     * The same, and hands every episode with its frames to {@code keep}, whether it was solved or not. An episode in which the
     * physics went wrong is not handed over.
     */
    public static List<Played> record(
            Options options, int count, boolean human, Seeds seeds, Consumer<Played> each, Consumer<Episode> keep) {
        return record(options, count, human, seeds, each, Optional.empty(), keep);
    }

    /** The same with pictures. */
    public static List<Played> record(
            Options options,
            int count,
            boolean human,
            Seeds seeds,
            Consumer<Played> each,
            Optional<Shots> shots,
            Consumer<Episode> keep) {
        return play(options, count, human, seeds, each, Optional.of(new Keeping(shots, keep)));
    }

    /**
     * Plays episode 0 only, and lets {@code look} see the environment at its start and after every step.
     *
     * @param look must leave the environment as it is
     */
    public static Played watch(Options options, boolean human, Seeds seeds, Consumer<AssemblyEnvironment> look) {
        try (AssemblyEnvironment environment = new AssemblyEnvironment(options)) {
            Demonstrator demonstrator = new Demonstrator(environment, human);
            return episode(environment, demonstrator, 0, seeds, Optional.empty(), look);
        }
    }

    /**
     * The same played by any policy of the task, from the start that the demonstrator of the same seeds has. A chunk of actions is
     * done to its end, unless the episode ends first.
     *
     * @throws IllegalArgumentException if the policy is for observations or actions of another size
     */
    public static Played watch(Options options, Policy policy, Seeds seeds, Consumer<AssemblyEnvironment> look) {
        try (AssemblyEnvironment environment = new AssemblyEnvironment(options)) {
            return episode(environment, policy, 0, seeds, Optional.empty(), look);
        }
    }

    /** What is done with the frames. */
    private record Keeping(Optional<Shots> shots, Consumer<Episode> keep) {}

    private static List<Played> play(
            Options options, int count, boolean human, Seeds seeds, Consumer<Played> each, Optional<Keeping> keep) {
        List<Played> all = new ArrayList<>();
        try (AssemblyEnvironment environment = new AssemblyEnvironment(options)) {
            Demonstrator demonstrator = new Demonstrator(environment, human);
            for (int i = 0; i < count; i++) {
                Played played = episode(environment, demonstrator, i, seeds, keep, _ -> {});
                all.add(played);
                each.accept(played);
            }
        }
        return all;
    }

    private static Played episode(
            AssemblyEnvironment environment,
            Policy policy,
            int index,
            Seeds root,
            Optional<Keeping> keep,
            Consumer<AssemblyEnvironment> look) {
        Seeds seeds = root.child("episode").child(index);
        Step step = new Step(environment.observations());
        float[] action = new float[Action.WIDTH];
        ActionChunk chunk = new ActionChunk(policy, environment);
        RandomGenerator random = seeds.child("manner").generator();
        Progress progress = new Progress(environment);
        environment.reset(seeds.child("environment").asLong(), step.observation());
        chunk.begin();
        look.accept(environment);
        Optional<Recording> recording = keep.map(with -> new Recording(environment, with.shots(), seeds.child("look")));
        try {
            while (!step.ended()) {
                chunk.next(step.observation(), random, action);
                Optional<Recording.Before> before = recording.map(to -> to.before(step.observation()));
                environment.step(action, step);
                progress.look();
                look.accept(environment);
                before.ifPresent(was -> recording.orElseThrow().add(was, action, step.reward()));
            }
        } catch (UnstableSimulationException _) {
            return new Played(index, false, environment.time(), milestones(progress)); // a void episode is a failure
        }
        Map<Milestone, Integer> milestones = milestones(progress);
        recording.ifPresent(whole -> keep.orElseThrow().keep().accept(whole.done(step.terminated(), milestones)));
        return new Played(index, step.terminated(), environment.time(), milestones);
    }

    private static Map<Milestone, Integer> milestones(Progress progress) {
        Map<Milestone, Integer> reached = new EnumMap<>(Milestone.class);
        for (Milestone milestone : Milestone.values()) {
            progress.step(milestone).ifPresent(step -> reached.put(milestone, step));
        }
        return reached;
    }

    /** Solved episodes over all. */
    public static Rate solved(List<Played> episodes) {
        return Rate.of(episodes.stream().filter(Played::solved).count(), episodes.size());
    }
}
