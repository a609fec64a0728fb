package dev.hone.guide.grid;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** A map of walls ({@code #}) and free cells, numbered row by row, walls included; moves and shortest ways on it. */
final class GridMap {
    /** Moves: up, down, left, right. */
    static final int MOVES = 4;

    private static final int[] DX = {0, 0, -1, 1};
    private static final int[] DY = {-1, 1, 0, 0};
    private static final int MOST_ROWS = 17;
    private static final int MOST_COLUMNS = 61;
    private static final int UNREACHABLE = Integer.MAX_VALUE;

    private final List<String> rows;
    private final int width;

    GridMap(String... rows) {
        this.rows = List.of(rows);
        this.width = rows[0].length();
        for (String row : rows) {
            if (row.length() != width) {
                throw new IllegalArgumentException("a map whose rows differ in length");
            }
        }
    }

    int cells() {
        return rows.size() * width;
    }

    int width() {
        return width;
    }

    /** What the map shows in a cell. */
    char at(int cell) {
        return rows.get(cell / width).charAt(cell % width);
    }

    /** The only cell that shows this. */
    int find(char shown) {
        for (int cell = 0; cell < cells(); cell++) {
            if (at(cell) == shown) {
                return cell;
            }
        }
        throw new IllegalArgumentException("the map has no '" + shown + "'");
    }

    /** Where a move leads; into a wall it leads nowhere. */
    int move(int cell, int move) {
        int to = cell + DY[move] * width + DX[move];
        return at(to) == '#' ? cell : to;
    }

    /** What is drawn for a cell. */
    interface Drawing {
        char of(int cell);
    }

    /** The map in lines of text; of a large one what lies around a cell. */
    List<String> picture(int centre, Drawing drawing) {
        int left = first(centre % width, width, MOST_COLUMNS);
        int top = first(centre / width, rows.size(), MOST_ROWS);
        List<String> lines = new ArrayList<>();
        for (int row = top; row < Math.min(rows.size(), top + MOST_ROWS); row++) {
            StringBuilder line = new StringBuilder();
            for (int column = left; column < Math.min(width, left + MOST_COLUMNS); column++) {
                line.append(drawing.of(row * width + column));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static int first(int centre, int all, int shown) {
        return Math.clamp(centre - shown / 2, 0, Math.max(0, all - shown));
    }

    /** Moves from each cell to the goal by the shortest way that enters {@code avoided} nowhere. */
    int[] distances(int goal, int avoided) {
        int[] distance = new int[cells()];
        Arrays.fill(distance, UNREACHABLE);
        distance[goal] = 0;
        Deque<Integer> open = new ArrayDeque<>(List.of(goal));
        while (!open.isEmpty()) {
            int cell = open.remove();
            for (int m = 0; m < MOVES; m++) {
                int from = move(cell, m); // moves can be undone, so ways back are ways there
                if (distance[from] == UNREACHABLE && from != avoided) {
                    distance[from] = distance[cell] + 1;
                    open.add(from);
                }
            }
        }
        return distance;
    }

    /** Marks the moves that a shortest way begins with. */
    void shortest(int cell, int[] distance, boolean[] good) {
        for (int m = 0; m < MOVES; m++) {
            good[m] = distance[move(cell, m)] < distance[cell];
        }
    }
}
