package dev.hone.episodes.parquet;

/**
 * A column's name and type.
 *
 * @param name any text; dots in it mean nothing
 * @param kind what its values are
 * @param list whether a row holds a list of values; otherwise it holds one, or none where it is null
 */
public record Field(String name, Kind kind, boolean list) {
    public Field {
        if (list && kind == Kind.IMAGE) {
            throw new IllegalArgumentException("column " + name + " of lists of pictures");
        }
    }

    /** A column with one value a row. */
    public static Field plain(String name, Kind kind) {
        return new Field(name, kind, false);
    }

    /** A column with a list of values a row. */
    public static Field list(String name, Kind kind) {
        return new Field(name, kind, true);
    }
}
