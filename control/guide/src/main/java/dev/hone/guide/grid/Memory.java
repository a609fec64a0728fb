package dev.hone.guide.grid;

import dev.hone.learn.RandomStream;
import dev.hone.learn.Snapshot;

/**
 * A room with a key or a ball in it, a corridor, and at its end a key on one hand and a ball on the other (Memory S11 of MiniGrid). The
 * walker should go to the one that lies in the room too: 20 there and -20 at the other, in place of the -2 for each step. They
 * start somewhere in the corridor, looking away from the room. The teacher knows where to go and goes there; a student sees
 * 7 x 7 cells before it and must turn back first to look.
 */
public final class Memory extends WalkedWorld {
    private static final int KEY = 2;
    private static final int BALL = 3;
    private static final int CLOSED = 4; // nothing but free cells can be walked on
    private static final int VIEW = 7;
    private static final int MIDDLE = 5;
    private static final int ROOM = 4;
    private static final int END = 8;
    private static final double PRIZE = 20;

    /** Mean return of random actions over 20,000 episodes, and of a student that looks back first over 4,000, to whole numbers. */
    private static final Scale SCALE = new Scale(-180, 3, 0.95, 1_500);

    private int right;
    private int wrong;

    public Memory() {
        super("memory", SCALE, VIEW);
    }

    @Override
    void build(RandomStream random) {
        for (int x = 1; x <= ROOM; x++) {
            wall(x, MIDDLE - 2);
            wall(x, MIDDLE + 2);
        }
        for (int x = ROOM; x < END; x++) {
            wall(x, MIDDLE - 1);
            wall(x, MIDDLE + 1);
        }
        for (int y = 1; y < walker.side() - 1; y++) {
            if (y != MIDDLE) {
                wall(END, y);
            }
        }
        int cue = KEY + random.nextInt(2);
        int above = KEY + random.nextInt(2);
        walker.put(walker.at(1, MIDDLE - 1), cue);
        walker.put(walker.at(END + 1, MIDDLE - 2), above);
        walker.put(walker.at(END + 1, MIDDLE + 2), KEY + BALL - above);
        int up = walker.at(END + 1, MIDDLE - 1);
        int down = walker.at(END + 1, MIDDLE + 1);
        right = cue == above ? up : down;
        wrong = cue == above ? down : up;
        walker.stand(walker.at(1 + random.nextInt(END), MIDDLE), Walker.EAST);
    }

    private void wall(int x, int y) {
        walker.put(walker.at(x, y), Walker.WALL);
    }

    @Override
    int target() {
        return right;
    }

    @Override
    int open() {
        return CLOSED;
    }

    @Override
    double payEnding() {
        return walker.cell() == right ? PRIZE : walker.cell() == wrong ? -PRIZE : Double.NaN;
    }

    @Override
    String letters() {
        return " #kb";
    }

    @Override
    void saveMore(Snapshot.Writer to) {
        to.put((long) right).put((long) wrong);
    }

    @Override
    void restoreMore(Snapshot.Reader from) {
        right = (int) from.nextLong();
        wrong = (int) from.nextLong();
    }
}
