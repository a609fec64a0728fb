package dev.hone.transformer.generate;

import dev.hone.lm.Completion;

/** Hears how a request's samples grow; samples are counted from 0 within the request. */
interface Progress {
    /** Hears nothing. */
    Progress NONE = (sample, id) -> {};

    /** One more token of a text that goes on, or is cut behind it. */
    void token(int sample, int id);

    /** The sample is complete. */
    default void done(int sample, Completion completion) {}
}
