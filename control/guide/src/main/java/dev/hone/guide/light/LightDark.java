package dev.hone.guide.light;

import dev.hone.guide.StudentForm;
import dev.hone.guide.TaughtEnvironment;
import dev.hone.guide.Teacher;
import dev.hone.learn.RandomStream;
import dev.hone.learn.Restorable;
import dev.hone.learn.Snapshot;
import dev.hone.learn.Space;
import dev.hone.learn.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * A point in the plane that should go to (-1, 1) and stay there (Light-Dark of Shenfeld et al. 2023, without the ant). It starts
 * somewhere in [-2, 0] x [-2, 0]. In the dark, x below 0, each reading of its position is off by up to |x| on both axes, uniformly;
 * in the light it is exact. The light lies away from the goal. The teacher knows the position and goes straight; a student has
 * the last ten readings, each with the move that led there, and does better by way of the light.
 *
 * <p>A step moves by up to 0.1 on each axis and pays {@code -1.5 d - 0.1 |a|^2}, where d is the distance to the goal by the sum
 * over both axes, after the step; and 1 more where {@code 1.5 d < 0.15}. An episode is cut off after 100 steps.
 *
 * <p>Observation, newest first: x, y, and the move that led there divided by 0.1; at the start the first reading ten times.
 */
public final class LightDark implements TaughtEnvironment, Restorable {
    static final double[] GOAL = {-1, 1};
    static final double SPEED = 0.1;

    private static final String NAME = "light-dark";
    private static final double SPREAD = 0.03;
    private static final int READINGS = 10;
    private static final int ENTRY = 4;
    private static final int LIMIT = 100;

    /** Mean return of random actions over 10,000 episodes, and that of the script by way of the light, to whole numbers. */
    private static final Scale SCALE = new Scale(-388, 31, 0.97, 2_000);

    private static final StudentForm FORM = new StudentForm.Perceptron(List.of(128, 128));

    private final Space.Box observations =
            Space.Box.of(READINGS * ENTRY, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    private final Space.Box actions = Space.Box.of(2, -SPEED, SPEED);
    private final RandomStream random = new RandomStream(0);
    private final double[] position = new double[2];
    private final float[] stack = new float[READINGS * ENTRY];
    private int time;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Space.Box observations() {
        return observations;
    }

    @Override
    public Space.Box actions() {
        return actions;
    }

    @Override
    public Scale scale() {
        return SCALE;
    }

    @Override
    public StudentForm form() {
        return FORM;
    }

    @Override
    public void reset(long seed, float[] observation) {
        random.restart(seed);
        position[0] = random.uniform(-2, 0);
        position[1] = random.uniform(-2, 0);
        time = 0;
        read(0, 0);
        for (int entry = 1; entry < READINGS; entry++) {
            System.arraycopy(stack, 0, stack, entry * ENTRY, ENTRY);
        }
        System.arraycopy(stack, 0, observation, 0, stack.length);
    }

    @Override
    public void step(float[] action, Step step) {
        double squares = 0;
        double distance = 0;
        for (int i = 0; i < 2; i++) {
            double move = Math.clamp(action[i], -SPEED, SPEED);
            position[i] += move;
            squares += move * move;
            distance += Math.abs(position[i] - GOAL[i]);
        }
        time++;
        System.arraycopy(stack, 0, stack, ENTRY, stack.length - ENTRY);
        read(Math.clamp(action[0], -SPEED, SPEED), Math.clamp(action[1], -SPEED, SPEED));
        System.arraycopy(stack, 0, step.observation(), 0, stack.length);
        double reward = -1.5 * distance - 0.1 * squares;
        step.set(reward + (1.5 * distance < 0.15 ? 1 : 0), false, time >= LIMIT);
    }

    private void read(double moveX, double moveY) {
        double off = Math.max(0, -position[0]);
        for (int i = 0; i < 2; i++) {
            stack[i] = (float) (position[i] + off * random.uniform(-1, 1));
        }
        stack[2] = (float) (moveX / SPEED);
        stack[3] = (float) (moveY / SPEED);
    }

    /** Where the point is: for teachers and tests. */
    double position(int axis) {
        return position[axis];
    }

    @Override
    public List<String> teachers() {
        return List.of("straight", "adversary");
    }

    @Override
    public Teacher teacher(String teacher) {
        return switch (teacher) {
            case "straight" -> into -> advise(1, into);
            case "adversary" -> into -> advise(-1, into);
            default -> throw new IllegalArgumentException("no teacher '" + teacher + "' in " + NAME);
        };
    }

    private void advise(int sign, double[] into) {
        for (int i = 0; i < 2; i++) {
            into[i] = sign * Math.clamp(GOAL[i] - position[i], -SPEED, SPEED);
            into[2 + i] = Math.log(SPREAD);
        }
    }

    @Override
    public List<String> picture() {
        List<String> lines = new ArrayList<>();
        for (double y = 1.4; y > -2.3; y -= 0.2) {
            StringBuilder line = new StringBuilder();
            for (double x = -2.4; x < 1.1; x += 0.1) {
                line.append(drawn(x, y));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private char drawn(double x, double y) {
        if (within(x, y, position[0], position[1])) {
            return '@';
        }
        return within(x, y, GOAL[0], GOAL[1]) ? 'G' : x < -0.05 ? ':' : ' ';
    }

    private static boolean within(double x, double y, double atX, double atY) {
        return Math.abs(atX - x) <= 0.05 && Math.abs(atY - y) <= 0.1;
    }

    @Override
    public Snapshot snapshot() {
        Snapshot.Writer to = Snapshot.writer().put((long) time).put(position).put(stack);
        random.save(to);
        return to.done();
    }

    @Override
    public void restore(Snapshot snapshot) {
        Snapshot.Reader from = snapshot.reader();
        time = (int) from.nextLong();
        from.next(position);
        from.next(stack);
        random.restore(from);
        from.end();
    }
}
