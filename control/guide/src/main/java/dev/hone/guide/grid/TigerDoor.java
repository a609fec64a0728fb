package dev.hone.guide.grid;

import dev.hone.guide.TaughtEnvironment;
import dev.hone.guide.Teacher;
import dev.hone.learn.RandomStream;
import dev.hone.learn.Restorable;
import dev.hone.learn.Snapshot;
import dev.hone.learn.Space;
import dev.hone.learn.Step;
import java.util.List;
import java.util.Map;

/**
 * Two doors, one the goal and one lava, which is which by the toss of a coin in each episode. The student is shown it only
 * after it has stepped on a button that lies out of the way; the teacher always knows and goes straight. So imitation ends
 * in a guess (Shenfeld et al. 2023, the Tiger Door). Each step costs 2, on the moor 1; the goal gives 100 on top and lava costs
 * 100 on top, both end the episode; a wall stops a move.
 *
 * <p>Observation: cell and what is shown of the doors, {@code 3 cell + (0 nothing, 1 goal behind door 1, 2 behind door 2)}.
 * Actions: up, down, left, right.
 */
public final class TigerDoor implements TaughtEnvironment, Restorable {
    private static final double DOOR = 100;

    private final String name;
    private final GridMap map;
    private final Scale scale;
    private final double stepReward;
    private final int limit;
    private final int start;
    private final int button;
    private final int[] doors;
    private final int[][] toGoal;
    private final int[] toButton;
    private final Space.Discrete observations;
    private final Space.Discrete actions = new Space.Discrete(GridMap.MOVES);
    private final RandomStream random = new RandomStream(0);
    private final boolean[] good = new boolean[GridMap.MOVES];
    private int cell;
    private int goal;
    private boolean lit;
    private int time;

    private TigerDoor(String name, GridMap map, Scale scale, double stepReward, int limit) {
        this.name = name;
        this.map = map;
        this.scale = scale;
        this.stepReward = stepReward;
        this.limit = limit;
        start = map.find('A');
        button = map.find('B');
        doors = new int[] {map.find('1'), map.find('2')};
        toGoal = new int[][] {map.distances(doors[0], doors[1]), map.distances(doors[1], doors[0])};
        toButton = map.distances(button, -1);
        observations = new Space.Discrete(3 * map.cells());
    }

    /** The paper's map: teacher 86, best student 82, guessing -14 on average, standing still -200. */
    public static TigerDoor small() {
        GridMap map = new GridMap(
                "#######", //
                "#A#####", "#.#..1#", "#...###", "#B#..2#", "#######", "#######");
        return new TigerDoor("tiger-door", map, new Scale(RANDOM_SMALL, 82, 0.9, 600), -2, 100);
    }

    /** A corridor with the button far behind: teacher 80, best student 60, guessing -20 on average, standing still -400. */
    public static TigerDoor xl() {
        GridMap map = new GridMap(
                "################", //
                "##############1#",
                "##############.#",
                "#B....A........#",
                "##############.#",
                "##############2#",
                "################");
        return new TigerDoor("tiger-door-xl", map, new Scale(RANDOM_XL, 60, 0.97, 3000), -2, 200);
    }

    /**
     * A moor without ways, 101 cells wide and 61 high. The doors stand in a yard at its eastern end with one gate; the button
     * lies a few steps beside the straight way to it. Reward alone has the whole moor to search, of which a budget allows a
     * part; whoever only imitates finds the yard and has to guess there. Teacher 50, best student 44, guessing -50 on average,
     * standing still -100.
     */
    public static TigerDoor moor() {
        return new TigerDoor("moor", Moor.map(), new Scale(RANDOM_MOOR, 44, 0.99, 300), -1, 100);
    }

    /** Mean returns of random actions over 100,000 episodes, to the nearest whole number. */
    private static final double RANDOM_SMALL = -139;

    private static final double RANDOM_XL = -324;

    private static final double RANDOM_MOOR = -100;

    @Override
    public String name() {
        return name;
    }

    @Override
    public Space.Discrete observations() {
        return observations;
    }

    @Override
    public Space.Discrete actions() {
        return actions;
    }

    @Override
    public Object state() {
        return Map.of("cell", cell, "width", map.width(), "goal", doors[goal], "lava", doors[1 - goal], "lit", lit);
    }

    @Override
    public Scale scale() {
        return scale;
    }

    @Override
    public void reset(long seed, float[] observation) {
        random.restart(seed);
        cell = start;
        goal = random.nextInt(2);
        lit = false;
        time = 0;
        show(observation);
    }

    @Override
    public void step(float[] action, Step step) {
        cell = map.move(cell, (int) action[0]);
        lit |= cell == button;
        time++;
        boolean atGoal = cell == doors[goal];
        boolean atLava = cell == doors[1 - goal];
        show(step.observation());
        step.set(stepReward + (atGoal ? DOOR : 0) - (atLava ? DOOR : 0), atGoal || atLava, time >= limit);
    }

    private void show(float[] observation) {
        observation[0] = 3 * cell + (lit ? 1 + goal : 0);
    }

    @Override
    public List<String> teachers() {
        return List.of("shortest-path", "best-student", "adversary");
    }

    @Override
    public Teacher teacher(String teacher) {
        return switch (teacher) {
            case "shortest-path" -> into -> advise(toGoal[goal], into);
            case "best-student" -> into -> advise(lit ? toGoal[goal] : toButton, into);
            case "adversary" -> this::mislead;
            default -> throw new IllegalArgumentException("no teacher '" + teacher + "' in " + name);
        };
    }

    private void advise(int[] distance, double[] into) {
        map.shortest(cell, distance, good);
        Teacher.among(good, into);
    }

    /** Every move but those that lead to the goal. */
    private void mislead(double[] into) {
        map.shortest(cell, toGoal[goal], good);
        for (int m = 0; m < good.length; m++) {
            good[m] = !good[m];
        }
        Teacher.among(good, into);
    }

    @Override
    public List<String> picture() {
        return map.picture(cell, place -> place == cell ? '@' : drawn(place));
    }

    private char drawn(int place) {
        char shown = map.at(place);
        boolean door = place == doors[0] || place == doors[1];
        if (door) {
            return !lit ? '?' : place == doors[goal] ? 'G' : '~';
        }
        return shown == 'A' || shown == '.' ? ' ' : shown;
    }

    @Override
    public Snapshot snapshot() {
        return Snapshot.writer()
                .put((long) cell)
                .put((long) goal)
                .put(lit)
                .put((long) time)
                .done();
    }

    @Override
    public void restore(Snapshot snapshot) {
        Snapshot.Reader from = snapshot.reader();
        cell = (int) from.nextLong();
        goal = (int) from.nextLong();
        lit = from.nextBoolean();
        time = (int) from.nextLong();
        from.end();
    }
}
