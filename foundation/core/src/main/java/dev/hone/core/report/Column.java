package dev.hone.core.report;

/**
 * What a column of a table holds.
 *
 * @param heading with its unit
 * @param numeric numbers stand under each other by their last digit, words by their first letter
 * @param decimals digits behind the point of every number, 0 to 12
 */
public record Column(String heading, boolean numeric, int decimals) {
    public Column {
        if (decimals < 0 || decimals > 12) {
            throw new IllegalArgumentException(decimals + " decimals in column " + heading);
        }
    }

    public static Column text(String heading) {
        return new Column(heading, false, 0);
    }

    public static Column number(String heading, int decimals) {
        return new Column(heading, true, decimals);
    }
}
