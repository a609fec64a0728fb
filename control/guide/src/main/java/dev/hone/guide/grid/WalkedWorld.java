package dev.hone.guide.grid;

import dev.hone.guide.StudentForm;
import dev.hone.guide.TaughtEnvironment;
import dev.hone.guide.Teacher;
import dev.hone.learn.RandomStream;
import dev.hone.learn.Restorable;
import dev.hone.learn.Snapshot;
import dev.hone.learn.Space;
import dev.hone.learn.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What worlds of a {@link Walker} share: three actions, a view as the observation, teachers that know the shortest way to where the
 * walker should go, 2 off for each step, a limit of as many steps as there are cells.
 */
abstract sealed class WalkedWorld implements TaughtEnvironment, Restorable permits LavaCrossing, Memory {
    static final double STEP = -2;

    private static final int KINDS = 4;
    private static final int SIDE = 11;
    private static final StudentForm FORM = new StudentForm.Recurrent(64);

    final Walker walker = new Walker(SIDE, KINDS);
    private final String name;
    private final Scale scale;
    private final int view;
    private final Space.Box observations;
    private final Space.Discrete actions = new Space.Discrete(Walker.ACTIONS);
    private final RandomStream random = new RandomStream(0);
    private final boolean[] good = new boolean[Walker.ACTIONS];
    private int[] way = new int[0];
    private int time;

    WalkedWorld(String name, Scale scale, int view) {
        this.name = name;
        this.scale = scale;
        this.view = view;
        observations = Space.Box.of(walker.viewSize(view), 0, 1);
    }

    /** Builds a world and puts the walker in it. */
    abstract void build(RandomStream from);

    /** Where the walker should go. */
    abstract int target();

    /** What the walker is paid for being where they are after a step; NaN if the episode goes on. */
    abstract double payEnding();

    /** The least kind of cell, beyond walls, that can be walked on. */
    abstract int open();

    /** What a picture shows of the kinds of cells. */
    abstract String letters();

    @Override
    public String name() {
        return name;
    }

    @Override
    public Space.Box observations() {
        return observations;
    }

    @Override
    public Space.Discrete actions() {
        return actions;
    }

    @Override
    public Scale scale() {
        return scale;
    }

    @Override
    public StudentForm form() {
        return FORM;
    }

    @Override
    public void reset(long seed, float[] observation) {
        random.restart(seed);
        walker.clear();
        build(random);
        way = walker.distances(target());
        time = 0;
        walker.view(view, observation);
    }

    @Override
    public void step(float[] action, Step step) {
        walker.act((int) action[0], open());
        time++;
        walker.view(view, step.observation());
        double pay = payEnding();
        boolean ended = !Double.isNaN(pay);
        step.set(ended ? pay : STEP, ended, time >= SIDE * SIDE);
    }

    /** Fewest actions from here to where the walker should go. */
    int left() {
        return walker.left(way);
    }

    @Override
    public List<String> teachers() {
        return List.of("shortest-path", "adversary");
    }

    @Override
    public Teacher teacher(String teacher) {
        return switch (teacher) {
            case "shortest-path" -> into -> advise(true, into);
            case "adversary" -> into -> advise(false, into);
            default -> throw new IllegalArgumentException("no teacher '" + teacher + "' in " + name);
        };
    }

    private void advise(boolean helps, double[] into) {
        walker.shortest(way, good);
        boolean any = false;
        for (int a = 0; a < good.length; a++) {
            good[a] = good[a] == helps;
            any |= good[a];
        }
        if (!any) { // where an episode has ended nothing helps any more
            Arrays.fill(good, true);
        }
        Teacher.among(good, into);
    }

    @Override
    public List<String> picture() {
        List<String> lines = new ArrayList<>();
        for (int y = 0; y < walker.side(); y++) {
            StringBuilder line = new StringBuilder();
            for (int x = 0; x < walker.side(); x++) {
                int place = walker.at(x, y);
                line.append(place == walker.cell() ? walker.arrow() : letters().charAt(walker.kind(place)));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    @Override
    public Snapshot snapshot() {
        Snapshot.Writer to = Snapshot.writer().put((long) time);
        walker.save(to);
        saveMore(to);
        return to.done();
    }

    @Override
    public void restore(Snapshot snapshot) {
        Snapshot.Reader from = snapshot.reader();
        time = (int) from.nextLong();
        walker.restore(from);
        restoreMore(from);
        from.end();
        way = walker.distances(target());
    }

    abstract void saveMore(Snapshot.Writer to);

    abstract void restoreMore(Snapshot.Reader from);
}
