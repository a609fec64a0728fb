package dev.hone.core.run;

import java.util.Locale;

/** Where a run stands. */
public enum RunState {
    /** A living process is at work on it. */
    RUNNING,
    /** Its process ended, by Ctrl-C, a crash or a power cut, without finishing; it can go on. */
    INTERRUPTED,
    /** It ended itself with an error; it can go on once the cause is gone. */
    FAILED,
    /** It finished. */
    DONE;

    /** As printed and written to JSON: lower case. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
