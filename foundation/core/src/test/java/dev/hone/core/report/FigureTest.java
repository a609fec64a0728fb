package dev.hone.core.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Json;
import dev.hone.core.statistics.Interval;
import java.util.List;
import java.util.stream.StreamSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FigureTest {
    private static final double NAN = Double.NaN;
    private static final Axis X = Axis.linear("x");
    private static final Axis Y = Axis.linear("y");

    @Test
    void whatCannotBeDrawnIsNull() {
        JsonNode series = payload(
                        X,
                        Y,
                        Series.line(
                                "s",
                                List.of(
                                        Point.of(1, NAN),
                                        Point.of(2, Interval.unbounded(5)),
                                        Point.of(3, Double.POSITIVE_INFINITY),
                                        Point.of(4, new Interval(6, 5, 7)))))
                .path("series")
                .path(0);
        assertEquals("[1.0,2.0,3.0,4.0]", series.path("x").toString());
        assertEquals("[null,5.0,null,6.0]", series.path("y").toString());
        assertEquals("[null,null,null,5.0]", series.path("low").toString());
        assertEquals("[null,null,null,7.0]", series.path("high").toString());
    }

    @Test
    void axesHoldTheDataAndTheirIntervals() {
        JsonNode root =
                payload(X, Y, Series.points("s", List.of(Point.of(10, new Interval(3, 2, 4)), Point.of(20, 3))));
        assertEnds(9.5, 20.5, root.path("x"));
        assertEnds(1.9, 4.1, root.path("y"));
    }

    @Test
    void aMarginDoesNotCrossZeroAndBarsStandOnIt() {
        assertEnds(
                0,
                10.495,
                payload(X, Y, Series.line("s", List.of(Point.of(0, 0.1), Point.of(1, 10))))
                        .path("y"));
        assertEnds(
                0,
                105,
                payload(X, Y, Series.bars("s", List.of(Point.of(0, 90), Point.of(1, 100))))
                        .path("y"));
        assertEnds(
                -105,
                0,
                payload(X, Y, Series.bars("s", List.of(Point.of(0, -90), Point.of(1, -100))))
                        .path("y"));
    }

    @Test
    void anAxisHasRoomEvenForNothingOrOneValue() {
        for (Axis axis : List.of(Y, Axis.log2("y"), Axis.log10("y"))) {
            for (double only : new double[] {NAN, 0, 7, 1e-9, -3}) {
                JsonNode y = payload(X, axis, Series.line("s", List.of(Point.of(1, only))))
                        .path("y");
                double from = y.path("from").doubleValue();
                assertTrue(from < y.path("to").doubleValue(), only + " gives " + y);
                assertTrue(axis.scale() == Axis.Scale.LINEAR || from > 0);
            }
            assertTrue(payload(X, axis).path("series").isEmpty());
        }
    }

    @Test
    void aLogarithmicAxisIsMarkedAtItsValuesWhereTheyAreFew() {
        Series few = Series.line("s", List.of(Point.of(1, 0), Point.of(4, 0), Point.of(-2, 0), Point.of(4, 1)));
        JsonNode x = payload(Axis.log2("x"), Y, few).path("x");
        assertEquals("[1.0,4.0]", x.path("ticks").toString());
        assertEquals(2, x.path("log").intValue());
        assertTrue(payload(X, Y, few).path("x").path("ticks").isEmpty());
    }

    @Test
    void askedForEndsAreKept() {
        Series series = Series.line("s", List.of(Point.of(1, 5), Point.of(2, 500)));
        assertEnds(0, 1, payload(X, Y.between(0, 1), series).path("y"));
        assertThrows(IllegalArgumentException.class, () -> Y.between(1, 1));
        assertThrows(IllegalArgumentException.class, () -> Y.between(NAN, 1));
    }

    @Test
    void categoriesHaveAPlaceEach() {
        JsonNode x = payload(Axis.categories("x", List.of("a", "b")), Y, Series.bars("s", List.of(Point.of(1, 5))))
                .path("x");
        assertEnds(-0.6, 1.6, x);
        assertEquals("[\"a\",\"b\"]", x.path("categories").toString());
    }

    @Test
    void seriesOfTheSamePlacesShareARow() {
        Table table = new Figure(new Plot(
                        "t",
                        "",
                        Axis.categories("kind", List.of("a", "b")),
                        Y.in("s"),
                        List.of(
                                Series.bars("p", List.of(Point.of(0, 1), Point.of(1, 2.5))),
                                Series.bars("q", List.of(Point.of(0, 3), Point.of(1, NAN))))))
                .table();
        assertEquals(
                List.of("kind", "p", "q"),
                table.columns().stream().map(Column::heading).toList());
        assertEquals(
                List.of(Cell.of("b"), Cell.of(2.5), Cell.of(NAN)), table.rows().get(1));
        assertEquals("y (s) by kind", table.caption());
    }

    @Test
    void aPlaceBetweenCategoriesIsShownAsANumber() {
        Table table = new Figure(new Plot(
                        "t",
                        "",
                        Axis.categories("kind", List.of("a", "b")),
                        Y,
                        List.of(Series.points("p", List.of(Point.of(0.5, 1), Point.of(NAN, 1), Point.of(2, 1))))))
                .table();
        assertEquals(
                List.of(Cell.of(0.5), Cell.of(NAN), Cell.of(2)),
                table.rows().stream().map(List::getFirst).toList());
    }

    @Test
    void seriesOfOtherPlacesHaveARowAPoint() {
        Table table = new Figure(new Plot(
                        "t",
                        "",
                        X,
                        Y,
                        List.of(
                                Series.line("p", List.of(Point.of(0, 1))),
                                Series.line("q", List.of(Point.of(0.5, 3), Point.of(1, 4))))))
                .table();
        assertEquals(
                List.of("series", "x", "y"),
                table.columns().stream().map(Column::heading).toList());
        assertEquals(3, table.rows().size());
        assertEquals(
                List.of(Cell.of("q"), Cell.of(0.5), Cell.of(3)), table.rows().get(1));
    }

    @Test
    void aHistogramCountsEveryFiniteValueOnce() {
        Plot plot = Plot.histogram("t", "", X, "n", new double[] {0, 0.5, 1, 1, 2, NAN, Double.POSITIVE_INFINITY}, 4);
        assertEquals(
                List.of(Point.of(0.25, 1), Point.of(0.75, 1), Point.of(1.25, 2), Point.of(1.75, 1)),
                plot.series().getFirst().points());
        assertTrue(Plot.histogram("t", "", X, "n", new double[] {NAN}, 4)
                .series()
                .getFirst()
                .points()
                .isEmpty());
        assertEquals(
                3,
                Plot.histogram("t", "", X, "n", new double[] {5, 5, 5}, 1)
                        .series()
                        .getFirst()
                        .points()
                        .getFirst()
                        .y()
                        .estimate());
        assertThrows(IllegalArgumentException.class, () -> Plot.histogram("t", "", X, "n", new double[] {1}, 0));
    }

    @Property(tries = 200)
    void anyNumbersGiveJsonWithFiniteEnds(
            @ForAll @Size(max = 5) List<Double> xs, @ForAll double y, @ForAll Axis.Scale scale) {
        Axis axis = new Axis("a", "", scale, Y.from(), Y.to(), List.of());
        JsonNode root = payload(
                axis,
                axis,
                Series.line("s", xs.stream().map(x -> Point.of(x, y)).toList()));
        for (String key : List.of("x", "y")) {
            double from = root.path(key).path("from").doubleValue();
            double to = root.path(key).path("to").doubleValue();
            assertTrue(Double.isFinite(from) && Double.isFinite(to) && from <= to, root::toString);
        }
        assertEquals(
                xs.size(),
                StreamSupport.stream(root.path("series").path(0).path("y").spliterator(), false)
                        .count());
    }

    private static JsonNode payload(Axis x, Axis y, Series... series) {
        return Json.read(new Figure(new Plot("t", "", x, y, List.of(series))).payload());
    }

    private static void assertEnds(double from, double to, JsonNode axis) {
        assertEquals(from, axis.path("from").doubleValue(), 1e-9);
        assertEquals(to, axis.path("to").doubleValue(), 1e-9);
    }
}
