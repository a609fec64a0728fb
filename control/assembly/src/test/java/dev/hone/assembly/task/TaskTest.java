package dev.hone.assembly.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.assembly.geometry.Frames;
import dev.hone.core.HoneException;
import dev.hone.learn.geometry.Pose;
import org.junit.jupiter.api.Test;

class TaskTest {
    @Test
    void a_task_or_level_of_no_such_name_is_refused_with_the_nearest() {
        assertEquals(
                "There is no task 'one_legs'.\nMaybe you mean 'one-leg'.",
                assertThrows(HoneException.class, () -> Task.of("one_legs")).getMessage());
        assertTrue(assertThrows(HoneException.class, () -> Task.of("lamp"))
                .getMessage()
                .endsWith("Maybe use one of peg, grasp-peg, one-leg."));
        assertEquals(
                "There is no level 'lo'.\nMaybe you mean 'low'.",
                assertThrows(HoneException.class, () -> Level.of("lo")).getMessage());
        assertEquals("one-leg", Task.of("one_leg").name());
    }

    @Test
    void options_that_do_not_suit_a_task_are_refused() {
        Options peg = Options.of(Task.of("peg"));
        assertTrue(assertThrows(HoneException.class, () -> peg.withLevel(Level.MED))
                .getMessage()
                .contains("no level 'med'"));
        assertThrows(HoneException.class, () -> peg.withTimeStep(0.005));
        assertThrows(HoneException.class, () -> peg.withTimeStep(0.003));
        Options leg = Options.of(Task.of("one-leg"));
        assertTrue(assertThrows(HoneException.class, () -> leg.withTimeStep(0.003))
                .advice()
                .contains("use 3.33 ms"));
        assertThrows(HoneException.class, () -> peg.withTimeLimit(0));
        assertThrows(HoneException.class, () -> new PegTask(0));
        assertThrows(HoneException.class, () -> new GraspPegTask(0.01));
        assertEquals(0.002, peg.withTimeStep(0.002).timeStep());
    }

    private static Pose part(AssemblyEnvironment environment, long seed, int part) {
        environment.reset(seed, new float[environment.observations().size()]);
        return environment.part(part);
    }

    private static double yaw(Pose pose) {
        double[] x = pose.vector(1, 0, 0);
        return Math.atan2(x[1], x[0]);
    }

    @Test
    void holes_lie_within_3_cm_and_20_degrees_and_use_that_room() {
        try (AssemblyEnvironment environment = new AssemblyEnvironment(Options.of(Task.of("peg")))) {
            double far = 0;
            double turned = 0;
            double askew = 0;
            for (int seed = 0; seed < 200; seed++) {
                Pose hole = part(environment, seed, 0);
                assertTrue(Math.abs(hole.x() - 0.40) <= 0.03 && Math.abs(hole.y() + 0.05) <= 0.03);
                assertTrue(Math.abs(yaw(hole)) <= Math.toRadians(20));
                far = Math.max(far, Math.abs(hole.x() - 0.40));
                turned = Math.max(turned, Math.abs(yaw(hole)));
                Pose held = environment.hand().toward(environment.part(1));
                Pose nominal = Pose.at(0, 0, PegTask.TIP).times(Pose.turned(Math.PI, 0, 0));
                askew = Math.max(askew, nominal.toward(held).angle());
                // a turn of 2 degrees about each axis moves the tip by at most 1.8 mm, the shift by 1.7 mm
                assertTrue(nominal.distance(held) < 0.0036);
            }
            assertTrue(far > 0.028 && turned > Math.toRadians(18));
            assertTrue(askew > Math.toRadians(1.5) && askew <= Math.toRadians(2 * Math.sqrt(3)));
        }
    }

    @Test
    void low_starts_of_one_leg_lie_within_15_mm_and_15_degrees_after_settling() {
        try (AssemblyEnvironment environment = new AssemblyEnvironment(Options.of(Task.of("one-leg")))) {
            for (int seed = 0; seed < 30; seed++) {
                Pose top = part(environment, seed, 0);
                assertTrue(Math.abs(top.x() - 0.5415) <= 0.0151 && Math.abs(top.y()) <= 0.0151, top.toString());
                assertEquals(1, top.vector(0, 1, 0)[2], 1e-4, "holes face up");
                Pose leg = environment.part(1);
                assertTrue(Math.abs(leg.x() - 0.3715) <= 0.0151 && Math.abs(leg.y() - 0.20) <= 0.0151, leg.toString());
                assertTrue(leg.vector(0, 1, 0)[0] > Math.cos(Math.toRadians(15.1)), "the stud points to the robot");
            }
        }
    }

    @Test
    void med_starts_of_one_leg_are_wider_and_never_overlap() {
        Options med = Options.of(Task.of("one-leg")).withLevel(Level.MED);
        try (AssemblyEnvironment environment = new AssemblyEnvironment(med)) {
            double far = 0;
            for (int seed = 0; seed < 40; seed++) {
                Pose top = part(environment, seed, 0);
                far = Math.max(far, Math.abs(top.y()));
                assertTrue(environment.cell().load().penetration() < 2e-4, "seed " + seed);
                assertTrue(Footprint.allowed(top.moved(0, 0, 0), environment.part(1)), "seed " + seed);
            }
            assertTrue(far > 0.03);
        }
    }

    @Test
    void a_top_over_a_rail_or_a_leg_under_a_top_is_no_start() {
        Pose top = OneLegTask.TOP;
        Pose leg = Frames.robot(Pose.euler(0.20, 0.07, -0.015, 0, -Math.PI / 2, 0));
        assertTrue(Footprint.allowed(top, leg));
        assertFalse(Footprint.allowed(top.moved(0.06, 0, 0), leg));
        assertFalse(Footprint.allowed(top, leg.moved(0.17, -0.2, 0)));
        assertFalse(Footprint.allowed(top, leg.moved(-0.01, 0, 0)), "out of the benchmark's limits");
        assertFalse(Footprint.allowed(top, leg.moved(0.2, -0.02, 0)), "over the side rail");
    }
}
