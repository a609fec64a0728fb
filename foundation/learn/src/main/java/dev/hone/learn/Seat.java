package dev.hone.learn;

import dev.hone.core.HoneException;
import dev.hone.core.Seeds;

/** One environment of a {@link VectorEnvironment}: begins its next episode by itself and knows the return of the last. */
final class Seat {
    private final Environment environment;
    private final float[] action;
    private final Step step;
    private final float[] last;
    private Seeds seeds = Seeds.of(0);
    private double running;
    private double returned;
    private long episodes;

    Seat(Environment environment) {
        this.environment = environment;
        action = new float[environment.actions().size()];
        step = new Step(environment.observations());
        last = new float[environment.observations().size()];
    }

    Environment environment() {
        return environment;
    }

    /** Begins the first episode of these seeds. */
    void reset(Seeds newSeeds) {
        seeds = newSeeds;
        episodes = 0;
        begin();
    }

    private void begin() {
        running = 0;
        environment.reset(seeds.child(episodes++).asLong(), step.observation());
    }

    /** Does the action that begins at {@code offset}; where the episode ends, begins the next. */
    void step(float[] actions, int offset) {
        System.arraycopy(actions, offset, action, 0, action.length);
        environment.step(action, step);
        if (!Double.isFinite(step.reward())) {
            throw new HoneException(
                    environment.name() + " gave a reward of " + step.reward() + ".",
                    "it divides by zero or takes the logarithm of nothing");
        }
        running += step.reward();
        System.arraycopy(step.observation(), 0, last, 0, last.length);
        if (step.ended()) {
            returned = running;
            begin();
        }
    }

    Step last() {
        return step;
    }

    float[] lastObservation() {
        return last;
    }

    double returned() {
        return returned;
    }

    void save(Snapshot.Writer to) {
        long[] words = restorable().snapshot().words();
        to.put((long) words.length);
        for (long word : words) {
            to.put(word);
        }
        to.put(step.observation()).put(running).put(returned).put(episodes);
    }

    void restore(Seeds sameSeeds, Snapshot.Reader from) {
        seeds = sameSeeds;
        long[] words = new long[Math.toIntExact(from.nextLong())];
        for (int w = 0; w < words.length; w++) {
            words[w] = from.nextLong();
        }
        restorable().restore(Snapshot.of(words));
        from.next(step.observation());
        running = from.nextDouble();
        returned = from.nextDouble();
        episodes = from.nextLong();
    }

    private Restorable restorable() {
        if (environment instanceof Restorable restorable) {
            return restorable;
        }
        throw new HoneException(
                environment.name() + " can't be saved in the middle of an episode.", "let it implement Restorable");
    }
}
