package dev.hone.guide;

import dev.hone.core.HoneException;
import dev.hone.core.Nearest;
import java.util.List;

/** A way to learn with or without a teacher. */
public sealed interface Method {
    /** The name to give on a command line. */
    String name();

    /**
     * Teacher-guided: the weight follows the gap to a twin that learns from reward alone.
     *
     * @param gap what that is measured on
     */
    record Tgrl(GapSource gap) implements Method {
        @Override
        public String name() {
            return switch (gap) {
                case RETURNS -> "tgrl";
                case REPLAY -> "tgrl:replay";
            };
        }
    }

    /** What the gap between the guided policy and its twin is measured on. */
    enum GapSource {
        /** The last training returns of each, which cost nothing. */
        RETURNS,
        /** The last episodes of anybody, by the values of both. */
        REPLAY
    }

    /**
     * Reward alone.
     *
     * @param optimistic with the optimism that the twin of {@link Tgrl} has
     */
    record Rl(boolean optimistic) implements Method {
        @Override
        public String name() {
            return optimistic ? "rl" : "rl:plain";
        }
    }

    /** The teacher alone: the student's own steps, the teacher's choices (DAgger; Ross et al. 2011). */
    record Imitation() implements Method {
        @Override
        public String name() {
            return "imitation";
        }
    }

    /** Reward plus a weight times agreement with the teacher. */
    record Fixed(double weight) implements Method {
        public Fixed {
            if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
                throw new HoneException("The fixed weight " + weight + " is not one.", "use 0.3");
            }
        }

        @Override
        public String name() {
            return "fixed:" + number(weight);
        }
    }

    /**
     * The weight that holds the cross-entropy to the teacher at a target (constrained imitation).
     *
     * @param target in nats per step
     */
    record Cosil(double target) implements Method {
        public Cosil {
            if (!(target >= 0 && target < Double.POSITIVE_INFINITY)) {
                throw new HoneException("The cross-entropy " + target + " is not one.", "use 1");
            }
        }

        @Override
        public String name() {
            return "cosil:" + number(target);
        }
    }

    /** Imitation where an imitator can follow, reward elsewhere (Weihs et al. 2021). */
    record Advisor() implements Method {
        @Override
        public String name() {
            return "advisor";
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    /**
     * The method that a name stands for.
     *
     * @throws HoneException if it stands for none
     */
    static Method parse(String name) {
        return switch (name) {
            case "tgrl" -> new Tgrl(GapSource.RETURNS);
            case "tgrl:replay" -> new Tgrl(GapSource.REPLAY);
            case "rl" -> new Rl(true);
            case "rl:plain" -> new Rl(false);
            case "imitation" -> new Imitation();
            case "advisor" -> new Advisor();
            default -> {
                if (name.startsWith("fixed:")) {
                    yield new Fixed(value(name));
                }
                if (name.startsWith("cosil:")) {
                    yield new Cosil(value(name));
                }
                throw unknown(name);
            }
        };
    }

    private static double value(String name) {
        try {
            return Double.parseDouble(name.substring(name.indexOf(':') + 1));
        } catch (NumberFormatException e) {
            throw unknown(name);
        }
    }

    private static HoneException unknown(String name) {
        List<String> known =
                List.of("tgrl", "tgrl:replay", "rl", "rl:plain", "imitation", "fixed:0.3", "cosil:1", "advisor");
        return new HoneException(
                "There is no method '" + name + "'.",
                Nearest.of(name, known)
                        .map(near -> "you meant " + near)
                        .orElse("one of these: " + String.join(", ", known)));
    }
}
