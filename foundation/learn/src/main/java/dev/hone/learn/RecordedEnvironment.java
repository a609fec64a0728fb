package dev.hone.learn;

import dev.hone.core.files.LineWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * An environment whose episodes are written down as they are played, a JSON object a line:
 * {@code {"seed", "observations", "actions", "rewards", "terminated", "truncated"}}, with one observation more than actions and
 * rewards. An episode is written when it ends; one that is left, by another reset or by {@link #close}, has both ends false. The
 * first line says of what they are: {@code {"environment", "observations", "actions"}}, the latter two as {@link SpaceCard}s.
 */
public final class RecordedEnvironment implements Environment {
    private final Environment environment;
    private final LineWriter lines;
    private final List<Object> observations = new ArrayList<>();
    private final List<Object> actions = new ArrayList<>();
    private final List<Double> rewards = new ArrayList<>();
    private long seed;
    private boolean open;

    /** Writes the first line. The lines stay the caller's to commit and close; the environment is closed with this. */
    public RecordedEnvironment(Environment environment, LineWriter lines) {
        this.environment = environment;
        this.lines = lines;
        var header = new LinkedHashMap<String, Object>();
        header.put("environment", environment.name());
        header.put("observations", SpaceCard.of(environment.observations()));
        header.put("actions", SpaceCard.of(environment.actions()));
        lines.writeJson(header);
    }

    @Override
    public String name() {
        return environment.name();
    }

    @Override
    public Space observations() {
        return environment.observations();
    }

    @Override
    public Space actions() {
        return environment.actions();
    }

    @Override
    public void reset(long newSeed, float[] observation) {
        write(false, false);
        environment.reset(newSeed, observation);
        seed = newSeed;
        open = true;
        observations.add(SpaceValues.json(observations(), observation, 0));
    }

    @Override
    public void step(float[] action, Step step) {
        Object chosen = SpaceValues.json(actions(), action, 0); // before an environment may clip it in place
        environment.step(action, step);
        actions.add(chosen);
        rewards.add(step.reward());
        observations.add(SpaceValues.json(observations(), step.observation(), 0));
        if (step.ended()) {
            write(step.terminated(), step.truncated());
        }
    }

    private void write(boolean terminated, boolean truncated) {
        if (open) {
            var line = new LinkedHashMap<String, Object>();
            line.put("seed", seed);
            line.put("observations", observations);
            line.put("actions", actions);
            line.put("rewards", rewards);
            line.put("terminated", terminated);
            line.put("truncated", truncated);
            lines.writeJson(line);
        }
        open = false;
        observations.clear();
        actions.clear();
        rewards.clear();
    }

    @Override
    public void close() {
        write(false, false);
        environment.close();
    }
}
