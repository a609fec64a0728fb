package dev.hone.assembly.cell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hone.assembly.demonstrate.Demonstrator;
import dev.hone.assembly.task.Action;
import dev.hone.assembly.task.AssemblyEnvironment;
import dev.hone.assembly.task.Options;
import dev.hone.assembly.task.Task;
import dev.hone.learn.RandomStream;
import dev.hone.learn.Step;
import dev.hone.mujoco.Doubles;
import dev.hone.mujoco.Field;
import dev.hone.mujoco.Simulation;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TapeTest {
    /** Nothing but the engine and what the tape says; the joint positions at the end. */
    private static double[] bareLoop(String scene, double[] tape) {
        int steps = (int) tape[0];
        int plate = (int) tape[8];
        int turn = (int) tape[9];
        try (Simulation simulation = Simulation.of(scene)) {
            int at = Tape.COUNTS;
            for (Field field : Tape.ARRAYS) {
                at = write(simulation, field, 0, simulation.array(field).length(), tape, at);
            }
            for (int step = 0; step < steps; step++) {
                simulation.beginStep();
                at = write(simulation, Field.APPLIED_FORCE, 0, 6 * (int) tape[4], tape, at);
                at = write(simulation, Field.CONTROL, 0, (int) tape[6], tape, at);
                if (tape[7] != 0) {
                    at = write(simulation, Field.GEOM_PLACE, 3 * plate, 6, tape, at);
                    at = write(simulation, Field.DRY_FRICTION, turn, 3, tape, at);
                    at = write(simulation, Field.DAMPING, turn, 3, tape, at);
                }
                simulation.endStep();
                if ((step + 1) % (int) tape[1] == 0) {
                    simulation.updatePoses();
                }
            }
            assertEquals(tape.length - (int) tape[2], at, "all of the tape was used");
            double[] end = new double[(int) tape[2]];
            simulation.array(Field.POSITION).read(0, end, 0, end.length);
            return end;
        }
    }

    private static int write(Simulation simulation, Field field, int to, int count, double[] tape, int at) {
        Doubles array = simulation.array(field);
        array.write(to, tape, at, count);
        return at + count;
    }

    @ParameterizedTest
    @CsvSource({"peg, 80", "one-leg, 330"})
    void a_bare_loop_over_the_engine_repeats_an_episode_to_the_bit(String name, int most) {
        Options options = Options.of(Task.of(name));
        try (AssemblyEnvironment environment = new AssemblyEnvironment(options)) {
            Step step = new Step(environment.observations());
            float[] action = new float[Action.WIDTH];
            Demonstrator demonstrator = new Demonstrator(environment, false);
            RandomStream random = new RandomStream(1);
            environment.reset(1, step.observation());
            Tape tape = environment.cell().record();
            int played = 0;
            for (; played < most && !step.ended(); played++) {
                demonstrator.act(step.observation(), random, action);
                environment.step(action, step);
            }
            environment.cell().stopRecording();
            double[] numbers = tape.numbers();
            assertEquals(played * environment.cell().substeps(), tape.steps());
            double[] end = Arrays.copyOfRange(numbers, numbers.length - (int) numbers[2], numbers.length);
            assertArrayEquals(end, bareLoop(options.task().scene(options.timeStep()), numbers));
            environment.step(action.clone(), stepOrAgain(environment, step));
            assertEquals(played * environment.cell().substeps(), tape.steps(), "nothing is added after its end");
        }
    }

    /** A step that can be taken, after a solved episode in a new one. */
    private static Step stepOrAgain(AssemblyEnvironment environment, Step step) {
        if (step.ended()) {
            environment.reset(2, step.observation());
        }
        return step;
    }
}
