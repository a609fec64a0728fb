package dev.hone.guide.tabular;

/** Whose episode it is. */
enum Turn {
    /** The policy that will be handed over, with the usual random moves. */
    MAIN,
    /** The reward-only twin doing its best, with the usual random moves: these returns say how good it is. */
    TWIN,
    /** The twin following its optimism; no random moves on top. */
    EXPLORING
}
