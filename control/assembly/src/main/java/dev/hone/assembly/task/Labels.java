package dev.hone.assembly.task;

import java.util.ArrayList;
import java.util.List;

/**
 * Names and units of the numbers of an observation or an action, in their order.
 *
 * @param names one each, for example {@code hand.x}
 * @param units one each, in SI; empty for a number that has none
 */
public record Labels(List<String> names, List<String> units) {
    private static final String HAND = "hand";
    private static final List<String> AXES = List.of("x", "y", "z");

    public Labels {
        names = List.copyOf(names);
        units = List.copyOf(units);
    }

    /** Those of a task's observations. */
    public static Labels observation(Task task) {
        Collector to = new Collector();
        to.pose(HAND);
        to.each("hand.velocity.", AXES, "m/s");
        to.each("hand.spin.", AXES, "rad/s");
        to.each("gripper.", List.of("width"), "m");
        task.parts().forEach(body -> to.part(body.equals(HAND) ? "peg" : body)); // held rigidly, it is the hand
        if (task.hasRails()) {
            to.part("rail");
        }
        return to.done();
    }

    /** Those of an action. */
    public static Labels action() {
        Collector to = new Collector();
        to.pose("target");
        to.each("gripper.", List.of("closed"), "");
        return to.done();
    }

    private static final class Collector {
        private final List<String> names = new ArrayList<>();
        private final List<String> units = new ArrayList<>();

        /** Position and the first two columns of the rotation. */
        void pose(String body) {
            each(body + ".", AXES, "m");
            each(body + ".column1.", AXES, "");
            each(body + ".column2.", AXES, "");
        }

        /** Position and quaternion. */
        void part(String body) {
            each(body + ".", AXES, "m");
            each(body + ".q", List.of("x", "y", "z", "w"), "");
        }

        void each(String prefix, List<String> what, String unit) {
            for (String one : what) {
                names.add(prefix + one);
                units.add(unit);
            }
        }

        Labels done() {
            return new Labels(names, units);
        }
    }
}
