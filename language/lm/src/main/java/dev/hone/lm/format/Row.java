package dev.hone.lm.format;

import dev.hone.core.HoneException;
import dev.hone.core.Nearest;
import java.math.BigDecimal;
import java.util.Map;

/**
 * One row of a table that is imported, from CSV or JSON lines.
 *
 * @param place file and line, for example {@code samples.csv line 17}
 * @param cells by column, in the file's order; an absent value is an empty text
 */
record Row(String place, Map<String, String> cells) {
    HoneException error(String problem, String advice) {
        return new HoneException(place + ": " + problem + ".", advice);
    }

    /** The cell of a column, which must exist. */
    String cell(String column) {
        String cell = cells.get(column);
        if (cell == null) {
            String nearest = Nearest.of(column, cells.keySet())
                    .map(near -> "you meant '" + near + "'")
                    .orElse("choose among " + String.join(", ", cells.keySet()));
            throw error("there is no column '" + column + "'", nearest);
        }
        return cell;
    }

    /** A number, true or false, pass or fail. */
    double reward(String column) {
        String text = cell(column).strip();
        return switch (text.toLowerCase(java.util.Locale.ROOT)) {
            case "true", "pass" -> 1;
            case "false", "fail" -> 0;
            default -> {
                double value = decimal(column, text, "a number, true, false, pass or fail")
                        .doubleValue();
                if (!Double.isFinite(value)) {
                    throw error("'" + column + "' is " + text, "scale it down; a reward is a finite number");
                }
                yield value;
            }
        };
    }

    /** A whole number, 0 or more; 118.0 is one. */
    int count(String column) {
        String text = cell(column).strip();
        try {
            int count = decimal(column, text, "a whole number, 0 or more").intValueExact();
            if (count >= 0) {
                return count;
            }
        } catch (ArithmeticException _) {
            // a fraction or too large: refused below
        }
        throw error("'" + column + "' is " + text, "write a whole number, 0 or more");
    }

    private BigDecimal decimal(String column, String text, String wanted) {
        try {
            BigDecimal value = new BigDecimal(text);
            if (Math.abs((long) value.scale()) < 1_000) {
                return value;
            }
        } catch (NumberFormatException _) {
            // refused below, as a number of absurd scale is
        }
        throw error("'" + column + "' is " + (text.isEmpty() ? "empty" : "'" + text + "'"), "write " + wanted);
    }
}
