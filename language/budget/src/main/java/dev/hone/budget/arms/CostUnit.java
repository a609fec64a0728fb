package dev.hone.budget.arms;

/** What is scarce. */
public enum CostUnit {
    /** Calls: of two arms those of the second, the strong one; of more every call costs the same. */
    SAMPLES,
    /** Output tokens. */
    TOKENS,
    /** US dollars, for prompts and answers. */
    MONEY
}
