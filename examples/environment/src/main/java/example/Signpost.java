package example;

import dev.hone.guide.TaughtEnvironment;
import dev.hone.guide.Teacher;
import dev.hone.learn.RandomStream;
import dev.hone.learn.Space;
import dev.hone.learn.Step;
import java.util.Arrays;
import java.util.List;

/**
 * A road of eleven cells. One end is home, by the toss of a coin, and a signpost one cell to the right of the start says which. The
 * teacher needs no signpost. A step costs 1, home pays 20, the other end costs 20; both end the episode, 40 steps cut it off.
 *
 * <p>Observation: {@code 3 cell + (0 nothing read, 1 home is left, 2 home is right)}. Actions: left, right.
 */
public final class Signpost implements TaughtEnvironment {
    private static final int CELLS = 11;
    private static final int START = 5;
    private static final int POST = 6;
    private static final int LIMIT = 40;

    private final RandomStream random = new RandomStream(0);
    private int cell;
    private int home;
    private boolean read;
    private int time;

    @Override
    public String name() {
        return "signpost";
    }

    @Override
    public Space.Discrete observations() {
        return new Space.Discrete(3 * CELLS);
    }

    @Override
    public Space.Discrete actions() {
        return new Space.Discrete(2);
    }

    /** Random actions return -16 on average; the best student reads first and earns 20 - 6 on average. */
    @Override
    public Scale scale() {
        return new Scale(-16, 14, 0.95, 300);
    }

    @Override
    public void reset(long seed, float[] observation) {
        random.restart(seed);
        home = random.nextInt(2) * (CELLS - 1);
        cell = START;
        read = false;
        time = 0;
        show(observation);
    }

    @Override
    public void step(float[] action, Step step) {
        cell += action[0] == 0 ? -1 : 1;
        read |= cell == POST;
        time++;
        boolean atHome = cell == home;
        boolean atOther = cell == CELLS - 1 - home;
        show(step.observation());
        step.set(-1 + (atHome ? 20 : 0) - (atOther ? 20 : 0), atHome || atOther, time >= LIMIT);
    }

    private void show(float[] observation) {
        observation[0] = 3 * cell + (!read ? 0 : home == 0 ? 1 : 2);
    }

    @Override
    public List<String> teachers() {
        return List.of("straight");
    }

    @Override
    public Teacher teacher(String name) {
        return advice -> {
            Arrays.fill(advice, Teacher.LEAST);
            advice[home == 0 ? 0 : 1] = 0;
        };
    }

    @Override
    public List<String> picture() {
        char[] road = ".".repeat(CELLS).toCharArray();
        road[POST] = 'P';
        road[home] = read ? 'H' : '?';
        road[CELLS - 1 - home] = '?';
        road[cell] = '@';
        return List.of(new String(road));
    }
}
