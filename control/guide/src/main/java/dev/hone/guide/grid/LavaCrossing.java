package dev.hone.guide.grid;

import dev.hone.learn.RandomStream;
import dev.hone.learn.Snapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * A field of 9 x 9 cells that five rivers of lava cross, each with one ford, somewhere else in every episode (Lava Crossing S11N5 of
 * MiniGrid). The walker starts in one corner, looking east, and should reach the opposite one: 100 there, -100 in lava, -2 for each
 * step. The student sees 5 x 5 cells before it, the teacher everything; nothing that the teacher does can't be found out, only later.
 */
public final class LavaCrossing extends WalkedWorld {
    private static final int RIVERS = 5;
    private static final int LAVA = 2;
    private static final int GOAL = 3;
    private static final int VIEW = 5;
    private static final double PRIZE = 100;

    /** Mean return of random actions over 20,000 episodes, and of a student that plans on what it has seen over 4,000, to whole numbers. */
    private static final Scale SCALE = new Scale(-133, 55, 0.95, 1_500);

    public LavaCrossing() {
        super("lava-crossing", SCALE, VIEW);
    }

    @Override
    void build(RandomStream random) {
        int last = walker.side() - 2;
        walker.put(target(), GOAL);
        walker.stand(walker.at(1, 1), Walker.EAST);
        List<Integer> columns = new ArrayList<>();
        List<Integer> rows = new ArrayList<>();
        draw(random, columns, rows);
        for (int along = 1; along <= last; along++) {
            for (int x : columns) {
                walker.put(walker.at(x, along), LAVA);
            }
            for (int y : rows) {
                walker.put(walker.at(along, y), LAVA);
            }
        }
        ford(random, columns, rows);
    }

    /** Which rivers there are: of all even columns and rows, five. */
    private void draw(RandomStream random, List<Integer> columns, List<Integer> rows) {
        int choices = (walker.side() - 3) / 2;
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < 2 * choices; i++) {
            all.add(i);
        }
        for (int i = 0; i < RIVERS; i++) {
            int river = all.remove(/* index */ random.nextInt(all.size()));
            (river < choices ? columns : rows).add(2 + 2 * (river % choices));
        }
        columns.sort(null);
        rows.sort(null);
    }

    /** Opens one cell of each river along a random order of crossings from the first room to the last. */
    private void ford(RandomStream random, List<Integer> columns, List<Integer> rows) {
        int column = 0;
        int row = 0;
        while (column < columns.size() || row < rows.size()) {
            int left = columns.size() - column + rows.size() - row;
            if (random.nextInt(left) < columns.size() - column) {
                int y = between(random, rows, row);
                walker.put(walker.at(columns.get(column++), y), Walker.FREE);
            } else {
                int x = between(random, columns, column);
                walker.put(walker.at(x, rows.get(row++)), Walker.FREE);
            }
        }
    }

    /** A place in a room that the rivers number {@code room - 1} and {@code room} bound. */
    private int between(RandomStream random, List<Integer> rivers, int room) {
        int from = room == 0 ? 1 : rivers.get(room - 1) + 1;
        int to = room == rivers.size() ? walker.side() - 2 : rivers.get(room) - 1;
        return from + random.nextInt(to - from + 1);
    }

    @Override
    int target() {
        return walker.at(walker.side() - 2, walker.side() - 2);
    }

    @Override
    int open() {
        return LAVA;
    }

    @Override
    double payEnding() {
        return switch (walker.kind(walker.cell())) {
            case LAVA -> STEP - PRIZE;
            case GOAL -> STEP + PRIZE;
            default -> Double.NaN;
        };
    }

    @Override
    String letters() {
        return " #~G";
    }

    @Override
    void saveMore(Snapshot.Writer to) {}

    @Override
    void restoreMore(Snapshot.Reader from) {}
}
