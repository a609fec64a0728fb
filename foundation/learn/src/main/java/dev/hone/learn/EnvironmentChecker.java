package dev.hone.learn;

import dev.hone.core.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Plays random actions in an environment and says what breaks the contract of {@link Environment} and {@link Restorable}. */
public final class EnvironmentChecker {
    private static final int EPISODES = 3;

    private final Environment environment;
    private final int most;
    private final List<String> problems = new ArrayList<>();

    private EnvironmentChecker(Environment environment, int most) {
        this.environment = environment;
        this.most = most;
    }

    /**
     * Each problem on a line; none if all is well.
     *
     * @param most steps after which an episode is left unfinished
     */
    public static List<String> problems(Environment environment, int most, Seeds seeds) {
        EnvironmentChecker checker = new EnvironmentChecker(environment, most);
        for (int k = 0; k < EPISODES && checker.problems.isEmpty(); k++) {
            checker.check(seeds.child(k));
        }
        return List.copyOf(checker.problems);
    }

    private void check(Seeds seeds) {
        List<float[]> first = trace(seeds, true);
        if (problems.isEmpty() && !same(first, trace(seeds, true))) {
            problems.add("two episodes of one seed and the same actions differ");
        }
        if (problems.isEmpty() && environment instanceof Restorable restorable) {
            int half = Math.max(1, first.size() / 2);
            restoreAt(restorable, seeds, half, first);
        }
    }

    /** Goes half an episode, takes the state, plays another episode, puts the state back and finishes the first. */
    private void restoreAt(Restorable restorable, Seeds seeds, int half, List<float[]> expected) {
        RandomStream random = new RandomStream(seeds.asLong());
        Step step = begin(seeds);
        for (int t = 1; t < half; t++) {
            environment.step(randomAction(environment.actions(), random), step);
        }
        Snapshot snapshot = restorable.snapshot();
        trace(seeds.child("other"), false);
        restorable.restore(snapshot);
        if (!restorable.snapshot().equals(snapshot)) {
            problems.add("a restored state is not the one that was saved");
        }
        for (int t = half; t < expected.size(); t++) {
            environment.step(randomAction(environment.actions(), random), step);
            if (!Arrays.equals(record(step), expected.get(t))) {
                problems.add("after a restored state step " + t + " differs");
                return;
            }
        }
    }

    private Step begin(Seeds seeds) {
        Step step = new Step(environment.observations());
        environment.reset(seeds.child("environment").asLong(), step.observation());
        return step;
    }

    /** One episode of random actions: the first observation, then each step as {@link #record} has it. */
    private List<float[]> trace(Seeds seeds, boolean judge) {
        RandomStream random = new RandomStream(seeds.asLong());
        Step step = begin(seeds);
        List<float[]> trace = new ArrayList<>();
        trace.add(record(step));
        do {
            if (judge && !environment.observations().contains(step.observation())) {
                problems.add("after " + (trace.size() - 1) + " steps the observation "
                        + Arrays.toString(step.observation()) + " is outside " + environment.observations());
                return trace;
            }
            environment.step(randomAction(environment.actions(), random), step);
            trace.add(record(step));
            if (judge && !Double.isFinite(step.reward())) {
                problems.add("step " + (trace.size() - 1) + " gave a reward of " + step.reward());
                return trace;
            }
        } while (!step.ended() && trace.size() <= most);
        return trace;
    }

    private static float[] record(Step step) {
        int n = step.observation().length;
        float[] record = Arrays.copyOf(step.observation(), n + 3);
        record[n] = (float) step.reward();
        record[n + 1] = step.terminated() ? 1 : 0;
        record[n + 2] = step.truncated() ? 1 : 0;
        return record;
    }

    /** Uniform in a bounded space; where an end is infinite, within 1 of 0. */
    static float[] randomAction(Space space, RandomStream random) {
        return switch (space) {
            case Space.Discrete discrete -> new float[] {random.nextInt(discrete.count())};
            case Space.Box box -> {
                float[] action = new float[box.size()];
                for (int i = 0; i < action.length; i++) {
                    action[i] = (float) random.uniform(Math.max(-1, box.low(i)), Math.min(1, box.high(i)));
                }
                yield action;
            }
        };
    }

    private static boolean same(List<float[]> one, List<float[]> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int t = 0; t < one.size(); t++) {
            if (!Arrays.equals(one.get(t), other.get(t))) {
                return false;
            }
        }
        return true;
    }
}
