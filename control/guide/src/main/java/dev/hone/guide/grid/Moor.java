package dev.hone.guide.grid;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The map of {@link TigerDoor#moor}: open ground but for a yard of 3 by 3 cells with a gate to the west.
 *
 * <pre>
 *               #####
 *               #..1#     two doors
 * A . . . . . . ....#     the gate, 46 cells east of the start; 12 cells along the way,
 *       B       #..2#     3 to the south, lies the button
 *               #####
 * </pre>
 */
final class Moor {
    private static final int WIDTH = 101;
    private static final int HEIGHT = 61;
    private static final int START_X = 50;
    private static final int START_Y = 30;
    private static final int GATE = START_X + 46;
    private static final String[] YARD = {"#####", "#..1#", "....#", "#..2#", "#####"};

    private Moor() {}

    static GridMap map() {
        char[][] ground = new char[HEIGHT + 2][WIDTH + 2]; // with a wall around
        Arrays.stream(ground).forEach(row -> Arrays.fill(row, '#'));
        for (int y = 0; y < HEIGHT; y++) {
            Arrays.fill(ground[y + 1], 1, WIDTH + 1, '.');
        }
        put(ground, START_X, START_Y, "A");
        put(ground, START_X + 12, START_Y + 3, "B");
        for (int i = 0; i < YARD.length; i++) {
            put(ground, GATE, START_Y - YARD.length / 2 + i, YARD[i]);
        }
        return new GridMap(Stream.of(ground).map(String::new).toArray(String[]::new));
    }

    private static void put(char[][] ground, int x, int y, String shown) {
        shown.getChars(0, shown.length(), ground[y + 1], x + 1);
    }
}
