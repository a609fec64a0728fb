package dev.hone.mujoco;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final String BALL = """
            <mujoco><option timestep="0.002"/><size njmax="50" nconmax="10"/><worldbody>
              <geom name="floor" type="plane" size="1 1 1"/>
              <body name="ball" pos="0 0 1"><freejoint name="free"/><geom name="skin" type="sphere" size="0.1" mass="2"/></body>
            </worldbody></mujoco>
            """;

    private final Simulation simulation = Simulation.of(BALL);

    @AfterEach
    void close() {
        simulation.close();
    }

    private static void step(Simulation simulation, int times) {
        for (int i = 0; i < times; i++) {
            simulation.beginStep();
            simulation.endStep();
        }
    }

    @Test
    void a_ball_falls_as_Galileo_says_and_comes_to_rest_on_the_floor() {
        step(simulation, 100);
        assertEquals(0.2, simulation.time(), 1e-12);
        double fallen = 1 - simulation.array(Field.POSITION).get(2);
        assertEquals(0.5 * 9.81 * 0.2 * 0.2, fallen, 0.003);
        assertEquals(0, simulation.contacts());
        step(simulation, 1500);
        assertEquals(1, simulation.contacts());
        assertTrue(simulation.constraintRows() >= 3);
        assertEquals(0.1, simulation.array(Field.POSITION).get(2), 0.002);
        assertTrue(simulation.deepestPenetration() > 0 && simulation.deepestPenetration() < 0.002);
    }

    @Test
    void names_and_addresses_lead_to_the_numbers() {
        int ball = simulation.layout().body("ball");
        assertEquals(1, ball);
        assertEquals(simulation.layout().joint("free"), simulation.layout().jointOf(ball));
        assertEquals(0, simulation.layout().positionAddress(simulation.layout().jointOf(ball)));
        assertEquals(0, simulation.layout().velocityAddress(simulation.layout().jointOf(ball)));
        assertEquals(2, simulation.array(Field.BODY_MASS).get(ball));
        assertEquals(
                0.1,
                simulation.array(Field.GEOM_SIZE).get(3 * simulation.layout().geom("skin")));
        assertThrows(IllegalArgumentException.class, () -> simulation.layout().body("cube"));
    }

    @Test
    void poses_follow_the_positions_after_an_update() {
        simulation.array(Field.POSITION).set(0, 0.75);
        simulation.updatePoses();
        assertEquals(
                0.75,
                simulation
                        .array(Field.BODY_POSITION)
                        .get(3 * simulation.layout().body("ball")));
    }

    @Test
    void forces_put_on_between_the_halves_of_a_step_act_in_it() {
        simulation.beginStep();
        simulation.array(Field.APPLIED_FORCE).set(6 * simulation.layout().body("ball") + 2, 2 * 9.81);
        simulation.endStep();
        assertEquals(0, simulation.array(Field.VELOCITY).get(2), 1e-12);
    }

    @Test
    void copying_position_velocity_and_warm_start_continues_to_the_bit_in_another_simulation() {
        step(simulation, 300);
        try (Simulation other = Simulation.of(BALL)) {
            step(other, 17);
            for (Field field : new Field[] {Field.POSITION, Field.VELOCITY, Field.WARM_START}) {
                double[] numbers = new double[simulation.array(field).length()];
                simulation.array(field).read(0, numbers, 0, numbers.length);
                other.array(field).write(0, numbers, 0, numbers.length);
            }
            step(simulation, 200);
            step(other, 200);
            assertArrayEquals(positions(simulation), positions(other));
        }
    }

    private static double[] positions(Simulation simulation) {
        double[] numbers = new double[simulation.layout().positions()];
        simulation.array(Field.POSITION).read(0, numbers, 0, numbers.length);
        return numbers;
    }

    @Test
    void a_number_that_is_not_finite_is_a_typed_error_and_writes_no_log() {
        assertDoesNotThrow(simulation::requireStable);
        simulation.array(Field.APPLIED_FORCE).set(6, Double.NaN);
        step(simulation, 2);
        var error = assertThrows(UnstableSimulationException.class, simulation::requireStable);
        assertTrue(
                error.warnings().containsKey(Warning.BAD_ACCELERATION),
                error.warnings().toString());
        assertTrue(error.getMessage().contains("not finite"), error.getMessage());
        assertFalse(Files.exists(Path.of("MUJOCO_LOG.TXT")));
        simulation.forgetWarnings();
        assertDoesNotThrow(simulation::requireStable);
        simulation.array(Field.APPLIED_FORCE).fill(0);
        simulation.reset();
        assertDoesNotThrow(simulation::requireStable);
    }

    @Test
    void contacts_beyond_the_buffer_are_a_typed_error() {
        String crowd = BALL.replace("nconmax=\"10\"", "nconmax=\"1\"")
                .replace("pos=\"0 0 1\"", "pos=\"0 0 0.1\"")
                .replace("type=\"sphere\" size=\"0.1\"", "type=\"box\" size=\"0.1 0.1 0.1\"");
        try (Simulation full = Simulation.of(crowd)) {
            step(full, 2);
            assertEquals(
                    Map.of(Warning.CONTACTS_FULL, full.warnings(Warning.CONTACTS_FULL)),
                    assertThrows(UnstableSimulationException.class, full::requireStable)
                            .warnings());
        }
    }

    @Test
    void every_index_out_of_range_is_an_exception() {
        Doubles positions = simulation.array(Field.POSITION);
        assertEquals(7, positions.length());
        assertThrows(IndexOutOfBoundsException.class, () -> positions.get(7));
        assertThrows(IndexOutOfBoundsException.class, () -> positions.set(-1, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> positions.read(5, new double[9], 0, 4));
    }

    @Test
    void use_after_close_is_an_exception_and_never_a_stray_access() {
        Doubles positions = simulation.array(Field.POSITION);
        simulation.close();
        assertDoesNotThrow(simulation::close);
        assertThrows(IllegalStateException.class, simulation::beginStep);
        assertThrows(IllegalStateException.class, simulation::contacts);
        assertThrows(IllegalStateException.class, () -> positions.get(0));
        assertThrows(IllegalStateException.class, () -> simulation.layout().body("ball"));
    }

    @Test
    void a_scene_that_the_engine_refuses_says_why() {
        var refused = assertThrows(IllegalArgumentException.class, () -> Simulation.of("<mujoco><nosuch/></mujoco>"));
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains("nosuch"), message);
    }

    @Test
    void two_threads_at_once_compute_what_one_does() throws Exception {
        Callable<double[]> run = () -> {
            try (Simulation own = Simulation.of(BALL)) {
                step(own, 800);
                return positions(own);
            }
        };
        double[] alone = run.call();
        try (var pool = Executors.newFixedThreadPool(2)) {
            for (var result : pool.invokeAll(java.util.List.of(run, run))) {
                assertArrayEquals(alone, result.get());
            }
        }
    }
}
