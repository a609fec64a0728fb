package dev.hone.reward;

import dev.hone.core.HoneException;

/** The rewards and selectors by name. */
public final class Rewards {
    private Rewards() {}

    /**
     * The reward or selector of a name.
     *
     * @throws HoneException naming the nearest form if there is none
     */
    public static Judge parse(String name) {
        return switch (name) {
            case "exact" -> Comparison.exact();
            case "number" -> Comparison.number();
            default -> throw new HoneException("There is no reward '" + name + "'.", "use exact or number");
        };
    }

    /** The reward of a name; a selector is an error that says why it can't grade. */
    public static Reward reward(String name) {
        return switch (parse(name)) {
            case Reward reward -> reward;
            case Selector selector ->
                throw new HoneException(
                        "'" + selector.name() + "' chooses among answers and never grades one.",
                        "use a reward such as 'number'; 'hone rewards' lists them");
        };
    }
}
