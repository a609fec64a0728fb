package dev.hone.assembly.demonstrate;

import dev.hone.assembly.task.Action;
import dev.hone.assembly.task.AssemblyEnvironment;
import dev.hone.assembly.task.GraspPegTask;
import dev.hone.assembly.task.OneLegTask;
import dev.hone.assembly.task.PegTask;
import dev.hone.assembly.task.Task;
import dev.hone.learn.Policy;
import dev.hone.learn.Space;
import dev.hone.learn.geometry.Pose;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A scripted policy: sees what any policy sees and walks through its script's phases. Within a phase it commands points along a
 * straight line, one a step, at the phase's speed; the hand follows with its own lag.
 */
public final class Demonstrator implements Policy {
    private static final double STEP = 0.1; // seconds

    private final Task task;
    private final Space observations;
    private final Space actions;
    private final boolean human;
    private Optional<Run> run = Optional.empty();

    /** What has been begun of a script. */
    private static final class Run {
        private final Script script;
        private final Manner manner;
        private Phase phase;
        private Pose from;
        private Pose to;
        private int pause;
        private int steps;
        private int step;
        private int settled;

        Run(Script script, Manner manner, View view) {
            this.script = script;
            this.manner = manner;
            this.phase = script.next(view);
            this.from = view.hand();
            this.to = from;
            aim(view, view.hand());
        }

        private void aim(View view, Pose planned) {
            from = planned;
            to = manner.placed(phase.aim().pose(view), phase.care());
            double seconds = Math.max(
                    from.distance(to) / manner.speed(phase.speed()),
                    from.withPosition(0, 0, 0).toward(to.withPosition(0, 0, 0)).angle() / Phase.TURN_SPEED);
            steps = Math.max(1, (int) Math.ceil(seconds / STEP));
            step = 0;
            settled = 0;
            pause = manner.pause();
        }

        /** The next point to command. */
        Pose next(View view) {
            if (step == steps && settled >= phase.settle()) {
                Pose planned = to;
                phase = script.next(view);
                aim(view, planned);
            }
            if (pause > 0) {
                pause--;
            } else if (step < steps) {
                step++;
            } else {
                settled++;
            }
            return from.between(to, (double) step / steps);
        }
    }

    /**
     * A demonstrator of the environment's task.
     *
     * @param human with a person's speeds, pauses, imprecision and styles; otherwise exactly as the script is written
     */
    public Demonstrator(AssemblyEnvironment environment, boolean human) {
        task = environment.options().task();
        observations = environment.observations();
        actions = environment.actions();
        this.human = human;
    }

    @Override
    public Space observations() {
        return observations;
    }

    @Override
    public Space actions() {
        return actions;
    }

    @Override
    public void begin() {
        run = Optional.empty();
    }

    @Override
    public void act(float[] observation, RandomGenerator random, float[] action) {
        View view = View.of(observation);
        if (run.isEmpty()) {
            Manner manner = human ? Manner.human(random) : Manner.exact(random);
            run = Optional.of(new Run(script(manner), manner, view));
        }
        Run present = run.get();
        Pose next = present.next(view);
        Action.write(next, present.phase.closed(), action);
    }

    private Script script(Manner manner) {
        return switch (task) {
            case PegTask _ -> new InsertScript(manner);
            case GraspPegTask _ -> new GraspPegScript(manner);
            case OneLegTask _ -> new OneLegScript(manner);
        };
    }
}
