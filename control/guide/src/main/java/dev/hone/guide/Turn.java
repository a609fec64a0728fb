package dev.hone.guide;

/** Whose episode it is. */
public enum Turn {
    /** The policy that will be handed over, with the usual random moves. */
    MAIN,
    /** The reward-only twin doing its best, with the usual random moves: these returns say how good it is. */
    TWIN,
    /** The twin following its optimism; no random moves on top. */
    EXPLORING;

    private static final int CYCLE = 4;

    /** Whose turn it is beside a twin, by the number of the episode: every second one is the student's, every fourth explores. */
    public static Turn beside(long episode) {
        return switch ((int) (episode % CYCLE)) {
            case 1 -> EXPLORING;
            case 3 -> TWIN;
            default -> MAIN;
        };
    }

    /** Whose turn it is for reward alone with optimism. */
    public static Turn alone(long episode) {
        return episode % 2 == 0 ? EXPLORING : MAIN;
    }
}
