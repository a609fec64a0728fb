package dev.hone.core.report;

import dev.hone.core.statistics.Descriptive;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Series over two axes. In the page it comes with a legend, values under the pointer and its data as a table.
 *
 * @param title what it shows, in a few words
 * @param caption what to see in it, and the n behind it; may be empty
 */
public record Plot(String title, String caption, Axis x, Axis y, List<Series> series) {
    public Plot {
        series = List.copyOf(series);
    }

    /**
     * How often values fall into equal bins between the smallest and the largest; absent and infinite values are left out.
     *
     * @param bins at least 1
     */
    public static Plot histogram(String title, String caption, Axis x, String counted, double[] values, int bins) {
        if (bins < 1) {
            throw new IllegalArgumentException(bins + " bins");
        }
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        double[] ends = Descriptive.quantiles(finite, 0, 1);
        double low = x.from().orElse(ends[0]);
        double span = x.to().orElse(ends[1]) - low;
        double width = span > 0 ? span / bins : 1;
        int[] counts = new int[bins];
        for (double value : finite) {
            int bin = (int) Math.floor((value - low) / width);
            if (bin >= 0 && value <= low + bins * width) {
                counts[Math.min(bin, bins - 1)]++;
            }
        }
        List<Point> points = finite.length == 0
                ? List.of()
                : IntStream.range(0, bins)
                        .mapToObj(bin -> Point.of(low + (bin + 0.5) * width, counts[bin]))
                        .toList();
        return new Plot(title, caption, x, Axis.linear(counted), List.of(Series.bars(counted, points)));
    }
}
