package dev.hone.assembly.demonstrate;

import dev.hone.assembly.cell.LegModel;
import dev.hone.assembly.cell.PegModel;
import dev.hone.assembly.cell.ScrewBand;
import dev.hone.assembly.task.AssemblyEnvironment;
import dev.hone.assembly.task.OneLegTask;
import dev.hone.learn.geometry.Pose;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;

/** When an episode reached which milestone; asked after every step. */
public final class Progress {
    private static final double NEAR = 0.005;
    private static final double UPRIGHT = Math.cos(Math.toRadians(5));
    private static final double REACH = 0.045;
    private static final double NARROWEST = 0.006;

    private final AssemblyEnvironment environment;
    private final boolean leg;
    private final Map<Milestone, Integer> reached = new EnumMap<>(Milestone.class);

    /** For episodes of that environment. */
    public Progress(AssemblyEnvironment environment) {
        this.environment = environment;
        leg = environment.options().task() instanceof OneLegTask;
    }

    /** Forgets: a new episode begins. */
    public void begin() {
        reached.clear();
    }

    /** Looks at the environment's state. */
    public void look() {
        note(Milestone.GRASPED, grasped());
        Pose relative = environment.part(0).toward(environment.part(1));
        double height = leg ? relative.y() - LegModel.SEAT : relative.z();
        double depth = leg ? ScrewBand.CATCH : PegModel.RIM;
        double beside = beside(relative);
        double along = leg ? relative.vector(0, 1, 0)[1] : relative.vector(0, 0, 1)[2];
        note(Milestone.AT_HOLE, beside < NEAR && along > UPRIGHT && height < depth + 0.03);
        note(Milestone.INSERTED, beside < NEAR && height < depth - 0.0005);
        note(Milestone.SEATED, environment.isSolved());
    }

    private boolean grasped() {
        if (!environment.cell().hand().hasGripper()) {
            return true;
        }
        double width = environment.cell().hand().width();
        Pose part = environment.part(1);
        Pose middle = leg ? part : part.times(Pose.at(0, 0, PegModel.HALF_LENGTH));
        return width > NARROWEST
                && width < 2 * LegModel.LEG_WIDTH + 0.004
                && environment.hand().distance(middle) < REACH;
    }

    /** Metres from the axis of the hole, or of the nearest of the four. */
    private double beside(Pose relative) {
        if (!leg) {
            return Math.hypot(relative.x(), relative.y());
        }
        double least = Double.POSITIVE_INFINITY;
        for (double[] hole : LegModel.holes()) {
            least = Math.min(least, Math.hypot(relative.x() - hole[0], relative.z() - hole[1]));
        }
        return least;
    }

    private void note(Milestone milestone, boolean now) {
        if (now) {
            reached.putIfAbsent(milestone, environment.time());
        }
    }

    /** The step at which a milestone was first seen. */
    public OptionalInt step(Milestone milestone) {
        Integer step = reached.get(milestone);
        return step == null ? OptionalInt.empty() : OptionalInt.of(step);
    }
}
