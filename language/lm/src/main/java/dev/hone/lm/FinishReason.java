package dev.hone.lm;

/** Why a sample ended: the model (or a stop text) ended it, or it was cut at the token limit. */
public enum FinishReason {
    STOP,
    LENGTH
}
