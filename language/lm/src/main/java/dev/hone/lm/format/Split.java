package dev.hone.lm.format;

import java.util.Locale;

/** What a query of a pool is used for. */
public enum Split {
    /** A predictor is fitted on it. */
    FIT,
    /** Settings are chosen by it: when to stop fitting, which head. */
    CHOOSE,
    /** Numbers are reported on it; nothing else ever looks at it. */
    REPORT;

    /** As written in a splits file: lower case. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
