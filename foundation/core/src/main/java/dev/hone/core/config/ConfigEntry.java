package dev.hone.core.config;

import dev.hone.core.HoneException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One option from a file, with the place to name when its value is wrong.
 *
 * @param line from 1
 * @param values one, or those of a list
 */
public record ConfigEntry(Path file, int line, String key, List<String> values) {
    private static final Pattern WHOLE = Pattern.compile("0|-?[1-9][0-9]*");
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

    public ConfigEntry {
        values = List.copyOf(values);
    }

    /** The value; those of a list joined with commas. */
    public String text() {
        return String.join(",", values);
    }

    /** The value as a whole number; {@code 010} is refused, because readers differ about what it means. */
    public long integer(long least, long most) {
        try {
            if (WHOLE.matcher(text()).matches()) {
                long value = Long.parseLong(text());
                if (value >= least && value <= most) {
                    return value;
                }
            }
        } catch (NumberFormatException _) {
            // too many digits: out of range like any other
        }
        throw error("a whole number from " + least + " to " + most);
    }

    /** The value as a finite number. */
    public double number(double least, double most) {
        if (NUMBER.matcher(text()).matches()) {
            double value = Double.parseDouble(text());
            if (value >= least && value <= most && Double.isFinite(value)) {
                return value;
            }
        }
        throw error("a number from " + least + " to " + most);
    }

    /** The value as {@code true} or {@code false}; nothing else will do. */
    public boolean flag() {
        return switch (text()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw error("true or false");
        };
    }

    private HoneException error(String wanted) {
        return new HoneException(
                "Config " + file + " line " + line + ": '" + key + "' is '" + text() + "'.", "give " + wanted);
    }
}
