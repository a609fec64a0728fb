package dev.hone.episodes;

import dev.hone.core.HoneException;
import dev.hone.episodes.parquet.Kind;
import java.util.List;

/**
 * A column of the frames as {@code meta/info.json} describes it.
 *
 * @param name the column's name, without '/'
 * @param dtype type of its numbers, for example {@code float32}; {@code image} and {@code video} too in sets from elsewhere
 * @param shape lengths per axis; {@code [1]} is a plain column
 * @param names one name per number, of a picture one per axis; or empty
 * @param units one unit per number, empty where it has none; or no units at all. The format knows none; they are an extra key
 */
public record Feature(String name, String dtype, List<Integer> shape, List<String> names, List<String> units) {
    /** Type of a picture's column. */
    public static final String IMAGE = "image";

    public Feature {
        shape = List.copyOf(shape);
        names = List.copyOf(names);
        units = List.copyOf(units);
        if (name.contains("/")) {
            throw new HoneException(
                    "A feature's name is '" + name + "'.", "use dots: '/' stands in the names of statistics");
        }
        requireEach(name, "names", names, dtype.equals(IMAGE) ? shape.size() : width(shape));
        requireEach(name, "units", units, width(shape));
    }

    private static void requireEach(String name, String what, List<String> each, int width) {
        if (!each.isEmpty() && each.size() != width) {
            throw new HoneException(
                    "Feature " + name + " has " + each.size() + " " + what + " for " + width + " numbers.",
                    "give one per number, or none");
        }
    }

    /** So many numbers a frame, without names and units. */
    public static Feature of(String name, Kind kind, int width) {
        return new Feature(name, kind.word(), List.of(width), List.of(), List.of());
    }

    /** A picture of so many pixels a frame. */
    public static Feature image(String name, int width, int height) {
        return new Feature(name, IMAGE, List.of(height, width, 3), List.of("height", "width", "channels"), List.of());
    }

    public boolean isImage() {
        return dtype.equals(IMAGE);
    }

    /** Numbers a frame. */
    public int width() {
        return width(shape);
    }

    /** The same under another name. */
    public Feature as(String newName) {
        return new Feature(newName, dtype, shape, names, units);
    }

    private static int width(List<Integer> shape) {
        return shape.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
    }
}
