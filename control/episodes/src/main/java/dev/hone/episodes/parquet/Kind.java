package dev.hone.episodes.parquet;

import java.util.Locale;

/** What the values of a column are. */
public enum Kind {
    FLOAT32,
    FLOAT64,
    INT64,
    BOOL,
    STRING,
    /** A picture's file: its bytes, a path, or both. */
    IMAGE;

    /** The name that datasets use for it, for example {@code float32}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
