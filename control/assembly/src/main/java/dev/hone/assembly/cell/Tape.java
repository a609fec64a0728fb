package dev.hone.assembly.cell;

import dev.hone.mujoco.Doubles;
import dev.hone.mujoco.Field;
import dev.hone.mujoco.Simulation;
import java.util.Arrays;
import java.util.Optional;

/**
 * What drove a workcell, physics step by physics step: with it a bare loop over the engine repeats a motion to the bit, without
 * the hand's law, the screw band or an environment. It measures what those cost, and shows that nothing else acts.
 *
 * <p>{@link #numbers} are, in this order: the eleven counts of {@link #COUNTS}; the arrays of {@link #ARRAYS} as they were at the beginning; for each
 * physics step the forces on all bodies, the controls, the plates' places, and the dry friction and the damping of the leg's
 * rotations; the joint positions at the end.
 */
public final class Tape {
    /** Numbers before the arrays, in order. */
    static final int COUNTS = 11;

    /** Arrays of the state and the model that a motion begins from. */
    static final Field[] ARRAYS = {
        Field.POSITION,
        Field.VELOCITY,
        Field.WARM_START,
        Field.BODY_PLACE,
        Field.BODY_TURN,
        Field.GEOM_PLACE,
        Field.GEOM_TURN,
        Field.DRY_FRICTION,
        Field.DAMPING
    };

    private static final int PLATE_NUMBERS = 6;
    private static final int TURNS = 3;

    private final Simulation simulation;
    private final int substeps;
    private final boolean screw;
    private final int plate;
    private final int turn;
    private final int row;
    private final double[] beginning;
    private double[] rows = new double[1 << 16];
    private int steps;

    Tape(Simulation simulation, Optional<ScrewBand> band, int substeps) {
        this.simulation = simulation;
        this.substeps = substeps;
        screw = band.isPresent();
        plate = band.map(ScrewBand::firstPlate).orElse(0);
        turn = band.map(ScrewBand::firstTurn).orElse(0);
        row = simulation.array(Field.APPLIED_FORCE).length()
                + simulation.array(Field.CONTROL).length()
                + (screw ? PLATE_NUMBERS + 2 * TURNS : 0);
        int width = Arrays.stream(ARRAYS)
                .mapToInt(field -> simulation.array(field).length())
                .sum();
        beginning = new double[width];
        int at = 0;
        for (Field field : ARRAYS) {
            Doubles array = simulation.array(field);
            array.read(0, beginning, at, array.length());
            at += array.length();
        }
    }

    /** Before the second half of a physics step. */
    void step() {
        if ((steps + 1) * row > rows.length) {
            rows = Arrays.copyOf(rows, 2 * rows.length);
        }
        int at = put(
                Field.APPLIED_FORCE, 0, simulation.array(Field.APPLIED_FORCE).length(), steps * row);
        at = put(Field.CONTROL, 0, simulation.array(Field.CONTROL).length(), at);
        if (screw) {
            at = put(Field.GEOM_PLACE, 3 * plate, PLATE_NUMBERS, at);
            at = put(Field.DRY_FRICTION, turn, TURNS, at);
            put(Field.DAMPING, turn, TURNS, at);
        }
        steps++;
    }

    private int put(Field field, int from, int count, int at) {
        simulation.array(field).read(from, rows, at, count);
        return at + count;
    }

    /** Physics steps so far. */
    public int steps() {
        return steps;
    }

    /** Everything, with the joint positions of now as the end; the workcell must still be open. */
    public double[] numbers() {
        double[] counts = {
            steps,
            substeps,
            simulation.layout().positions(),
            simulation.layout().velocities(),
            simulation.layout().bodies(),
            simulation.layout().geoms(),
            simulation.array(Field.CONTROL).length(),
            screw ? 1 : 0,
            plate,
            turn,
            row
        };
        Doubles end = simulation.array(Field.POSITION);
        double[] all = new double[COUNTS + beginning.length + steps * row + end.length()];
        System.arraycopy(counts, 0, all, 0, COUNTS);
        System.arraycopy(beginning, 0, all, COUNTS, beginning.length);
        System.arraycopy(rows, 0, all, COUNTS + beginning.length, steps * row);
        end.read(0, all, all.length - end.length(), end.length());
        return all;
    }
}
