package dev.hone.guide.grid;

import dev.hone.learn.Snapshot;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * Somebody with a heading in a square of cells, who turns left, turns right or walks forward, and sees a square before them in which
 * walls hide what is behind. The rules of MiniGrid's worlds, as far as they are needed.
 */
final class Walker {
    /** Turn left, turn right, walk forward. */
    static final int ACTIONS = 3;

    static final int LEFT = 0;
    static final int RIGHT = 1;
    static final int FORWARD = 2;

    /** Headings clockwise. */
    static final int EAST = 0;

    private static final int HEADINGS = 4;
    private static final int[] DX = {1, 0, -1, 0};
    private static final int[] DY = {0, 1, 0, -1};

    static final int FREE = 0;
    static final int WALL = 1;

    private final int side;
    private final int kinds;
    private final int[] cells;
    private int cell;
    private int heading;

    /**
     * A square with a wall around it.
     *
     * @param side cells, the wall included
     * @param kinds how many kinds of cells there are: {@link #FREE}, {@link #WALL} and the world's own
     */
    Walker(int side, int kinds) {
        this.side = side;
        this.kinds = kinds;
        cells = new int[side * side];
    }

    /** Takes everything away but the wall around. */
    void clear() {
        for (int c = 0; c < cells.length; c++) {
            int x = c % side;
            int y = c / side;
            cells[c] = x == 0 || y == 0 || x == side - 1 || y == side - 1 ? WALL : FREE;
        }
    }

    int at(int x, int y) {
        return y * side + x;
    }

    void put(int place, int kind) {
        cells[place] = kind;
    }

    int kind(int place) {
        return cells[place];
    }

    void stand(int place, int newHeading) {
        cell = place;
        heading = newHeading;
    }

    int cell() {
        return cell;
    }

    /** Does an action; cells of kind {@link #FREE} and of {@code open} kinds and beyond can be walked on. */
    void act(int action, int open) {
        switch (action) {
            case LEFT -> heading = (heading + HEADINGS - 1) % HEADINGS;
            case RIGHT -> heading = (heading + 1) % HEADINGS;
            default -> {
                int ahead = ahead(cell, heading);
                if (cells[ahead] == FREE || cells[ahead] >= open) {
                    cell = ahead;
                }
            }
        }
    }

    private int ahead(int place, int towards) {
        return place + DX[towards] + side * DY[towards];
    }

    /**
     * Fewest actions to a place from every place and heading, through free cells only: [place * 4 + heading]. Where there is no way
     * it is {@link Integer#MAX_VALUE}.
     */
    int[] distances(int target) {
        int[] distance = new int[cells.length * HEADINGS];
        Arrays.fill(distance, Integer.MAX_VALUE);
        var queue = new ArrayDeque<Integer>();
        for (int h = 0; h < HEADINGS; h++) {
            distance[target * HEADINGS + h] = 0;
            queue.add(target * HEADINGS + h);
        }
        while (!queue.isEmpty()) {
            int state = queue.remove();
            int place = state / HEADINGS;
            int h = state % HEADINGS;
            int before = place - DX[h] - side * DY[h]; // who walked forward came from there
            int[] sources = {
                place * HEADINGS + (h + 1) % HEADINGS, place * HEADINGS + (h + 3) % HEADINGS, before * HEADINGS + h
            };
            for (int source : sources) {
                if (distance[source] == Integer.MAX_VALUE && cells[source / HEADINGS] == FREE) {
                    distance[source] = distance[state] + 1;
                    queue.add(source);
                }
            }
        }
        return distance;
    }

    /** Fewest actions to where {@code distance} leads. */
    int left(int[] distance) {
        return distance[cell * HEADINGS + heading];
    }

    /** Marks the actions that come nearer by {@code distance}. */
    void shortest(int[] distance, boolean[] good) {
        int now = left(distance);
        for (int a = 0; a < ACTIONS; a++) {
            int h = a == LEFT ? (heading + 3) % HEADINGS : a == RIGHT ? (heading + 1) % HEADINGS : heading;
            int place = a == FORWARD ? ahead(cell, heading) : cell;
            good[a] = distance[place * HEADINGS + h] < now;
        }
    }

    /** How many numbers a view has. */
    int viewSize(int width) {
        return width * width * kinds;
    }

    /**
     * Writes what is seen of the square of {@code width} cells before the walker, who stands in the middle of its last row: row by
     * row from the farthest, left to right, a 1 at the kind of each cell that is seen, zeros for others.
     */
    void view(int width, float[] into) {
        Arrays.fill(into, 0);
        boolean[] seen = seen(width);
        for (int v = 0; v < seen.length; v++) {
            if (seen[v]) {
                into[v * kinds + viewed(v, width)] = 1;
            }
        }
    }

    /** Sight spreads forward and sideways through cells that are no walls, row by row. */
    private boolean[] seen(int width) {
        boolean[] seen = new boolean[width * width];
        seen[(width - 1) * width + width / 2] = true;
        for (int row = width - 1; row >= 0; row--) {
            for (int column = 0; column + 1 < width; column++) {
                spread(seen, width, row, column, 1);
            }
            for (int column = width - 1; column > 0; column--) {
                spread(seen, width, row, column, -1);
            }
        }
        return seen;
    }

    private void spread(boolean[] seen, int width, int row, int column, int sideways) {
        int v = row * width + column;
        if (seen[v] && viewed(v, width) != WALL) {
            seen[v + sideways] = true;
            if (row > 0) {
                seen[v - width] = true;
                seen[v - width + sideways] = true;
            }
        }
    }

    private int viewed(int v, int width) {
        int place = place(v, width);
        return place < 0 ? WALL : cells[place];
    }

    /** The place that is shown at a cell of the view; -1 outside the square. */
    int place(int v, int width) {
        int forward = width - 1 - v / width;
        int right = v % width - width / 2;
        int towardsRight = (heading + 1) % HEADINGS;
        int x = cell % side + forward * DX[heading] + right * DX[towardsRight];
        int y = cell / side + forward * DY[heading] + right * DY[towardsRight];
        return x < 0 || y < 0 || x >= side || y >= side ? -1 : at(x, y);
    }

    /** The walker, as a letter that points where they look. */
    char arrow() {
        return ">v<^".charAt(heading);
    }

    int side() {
        return side;
    }

    void save(Snapshot.Writer to) {
        to.put((long) cell).put((long) heading);
        for (int kind : cells) {
            to.put((long) kind);
        }
    }

    void restore(Snapshot.Reader from) {
        cell = (int) from.nextLong();
        heading = (int) from.nextLong();
        for (int c = 0; c < cells.length; c++) {
            cells[c] = (int) from.nextLong();
        }
    }
}
