package dev.hone.assembly.cell;

/**
 * What meets what. Two geometries meet if one's own bit is among those that the other meets, either way round. A base part
 * is there twice, as a solid skin for everything outside and as rings that only studs meet: without that split a
 * seated leg has 56 contacts instead of 20.
 */
enum Contact {
    WORLD(1, 4 | 8 | 16),
    /** A wall of a bore or hole, which meets studs. */
    RING(2, 32),
    /** A block with a hole for a peg, which meets pegs and fingers. */
    BLOCK(2, 16 | 32),
    SKIN(4, 1 | 8 | 16),
    PART(8, 1 | 4 | 8 | 16),
    FINGER(16, 1 | 4 | 8),
    STUD(32, 1 | 2),
    /** A loose peg: part and stud in one. */
    PEG(8 | 32, 1 | 2 | 16),
    PLATE(64, 128),
    BALL(128, 64);

    private final int own;
    private final int meets;

    Contact(int own, int meets) {
        this.own = own;
        this.meets = meets;
    }

    String attributes() {
        return "contype=\"%s\" conaffinity=\"%s\"".formatted(own, meets);
    }
}
