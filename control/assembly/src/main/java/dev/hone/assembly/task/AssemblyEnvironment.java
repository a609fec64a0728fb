package dev.hone.assembly.task;

import dev.hone.assembly.cell.Workcell;
import dev.hone.core.Seeds;
import dev.hone.learn.RandomStream;
import dev.hone.learn.Restorable;
import dev.hone.learn.Snapshot;
import dev.hone.learn.Space;
import dev.hone.learn.Step;
import dev.hone.learn.geometry.Pose;
import java.util.Arrays;
import java.util.List;

/**
 * A task as an environment, one step a tenth of a second. The reward is 1 the first time a pair of parts passes its test, and the episode
 * terminates when all pairs have; at the time limit it is truncated. {@link Action} and {@link Observation} say what the
 * numbers are.
 *
 * <p>If the physics goes wrong the step throws {@link dev.hone.mujoco.UnstableSimulationException}: the episode is void, and only a
 * reset or a restored snapshot goes on.
 */
public final class AssemblyEnvironment implements Restorable {
    private final Options options;
    private final Task task;
    private final Workcell cell;
    private final int[] bodies;
    private final Pose[] poses;
    private final List<Fit> fits;
    private final boolean[] done;
    private final Observation observer = new Observation();
    private final RandomStream starts = new RandomStream(0);
    private final RandomPushes pushes;
    private final Space observations;
    private final Space actions = Action.space();
    private final int words;
    private int time;
    private boolean closed;
    private boolean over = true;

    /**
     * Compiles the task's scene; {@link #close} gives it back.
     *
     * @throws dev.hone.mujoco.EngineUnavailableException if the physics engine can't run on this machine
     */
    public AssemblyEnvironment(Options options) {
        this.options = options;
        task = options.task();
        cell = new Workcell(task.scene(options.timeStep()), options.timeStep());
        bodies = task.parts().stream().mapToInt(cell::body).toArray();
        poses = new Pose[bodies.length];
        Arrays.fill(poses, Pose.IDENTITY);
        fits = task.fits();
        done = new boolean[fits.size()];
        pushes = new RandomPushes(options, cell);
        observations = Space.Box.of(Observation.size(task), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        words = snapshot().words().length;
    }

    @Override
    public String name() {
        return task.name();
    }

    public Options options() {
        return options;
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
    public void reset(long seed, float[] observation) {
        Seeds seeds = Seeds.of(seed);
        starts.restart(seeds.child("start").asLong());
        pushes.restart(seeds.child("pushes").asLong());
        cell.reset();
        closed = false;
        cell.hand().open(task.jaw());
        task.reset(cell, options.level(), starts);
        cell.settled();
        for (int i = 0; i < task.settling(); i++) {
            cell.control();
        }
        Arrays.fill(done, false);
        time = 0;
        over = false;
        look();
        observer.write(cell, task, poses, observation);
    }

    private void look() {
        for (int i = 0; i < bodies.length; i++) {
            poses[i] = cell.pose(bodies[i]).times(task.inBody(cell, i));
        }
    }

    @Override
    public void step(float[] action, Step step) {
        if (over) {
            throw new IllegalStateException("no episode is under way in " + name());
        }
        Pose command = Action.command(action, cell.handPose());
        over = true; // until the physics went well
        cell.aim(command);
        grip(action[Action.GRIPPER]);
        if (options.pushed()) {
            pushes.draw(cell);
        }
        cell.control();
        time++;
        look();
        int reward = latch();
        boolean solved = isSolved();
        over = solved || time >= options.timeLimit();
        observer.write(cell, task, poses, step.observation());
        step.set(reward, solved, time >= options.timeLimit());
    }

    private void grip(float command) {
        boolean close = command > 0;
        if (close != closed && Math.abs(command) > Action.GRIPPER_THRESHOLD) {
            closed = close;
            cell.hand().open(closed ? -1 : task.jaw());
        }
    }

    private int latch() {
        int reward = 0;
        for (int i = 0; i < done.length; i++) {
            Fit fit = fits.get(i);
            if (!done[i] && fit.holds(poses[fit.first()], poses[fit.second()])) {
                done[i] = true;
                reward++;
            }
        }
        return reward;
    }

    /** Whether every pair has passed its test in this episode. */
    public boolean isSolved() {
        for (boolean each : done) {
            if (!each) {
                return false;
            }
        }
        return true;
    }

    /** Control steps since the episode began. */
    public int time() {
        return time;
    }

    /** Where a part is, in the robot's frame; numbered as {@link Task#parts}. */
    public Pose part(int index) {
        return poses[index];
    }

    /** Where the hand is, in the robot's frame. */
    public Pose hand() {
        return cell.handPose();
    }

    /** The physical side, to look at. */
    public Workcell cell() {
        return cell;
    }

    @Override
    public Snapshot snapshot() {
        Snapshot.Writer to = Snapshot.writer();
        to.put((long) time).put(over).put(closed);
        for (boolean each : done) {
            to.put(each);
        }
        starts.save(to);
        pushes.save(to);
        cell.save(to);
        return to.done();
    }

    @Override
    public void restore(Snapshot snapshot) {
        int found = snapshot.words().length;
        if (found != words) {
            throw new IllegalArgumentException(
                    "a snapshot of " + found + " words where those of " + name() + " have " + words);
        }
        Snapshot.Reader from = snapshot.reader();
        time = (int) from.nextLong();
        over = from.nextBoolean();
        closed = from.nextBoolean();
        for (int i = 0; i < done.length; i++) {
            done[i] = from.nextBoolean();
        }
        starts.restore(from);
        pushes.restore(from);
        cell.restore(from);
        from.end();
        look();
    }

    @Override
    public void close() {
        cell.close();
    }
}
