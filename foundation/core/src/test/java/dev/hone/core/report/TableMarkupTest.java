package dev.hone.core.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.statistics.Interval;
import dev.hone.core.statistics.Rate;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableMarkupTest {
    @Test
    void numbersHaveTheDecimalsOfTheirColumn() {
        assertEquals("0.50", Markup.number(0.5, 2));
        assertEquals("−12.3", Markup.number(-12.34, 1));
        assertEquals("0", Markup.number(-0.2, 0));
        assertEquals("0.00", Markup.number(-0.0001, 2));
        assertEquals("–", Markup.number(Double.NaN, 2));
        assertEquals("∞", Markup.number(Double.POSITIVE_INFINITY, 2));
        assertEquals("−∞", Markup.number(Double.NEGATIVE_INFINITY, 2));
    }

    @Test
    void decimalsFollowTheSizeOfTheValues() {
        assertEquals(0, Markup.decimals(new double[] {1, 2, 300, Double.NaN}));
        assertEquals(3, Markup.decimals(new double[] {0.25, 0.5}));
        assertEquals(2, Markup.decimals(new double[] {1.5}));
        assertEquals(0, Markup.decimals(new double[] {12345.6}));
        assertEquals(9, Markup.decimals(new double[] {1e-20}));
        assertEquals(0, Markup.decimals(new double[0]));
    }

    @Test
    void intervalsStandBesideTheirEstimatesUnderOneHeading() {
        String html = TableMarkup.of(new Table(
                "",
                List.of(Column.text("policy"), Column.number("ratio", 2)),
                List.of(
                        List.of(Cell.of("a"), Cell.of(new Interval(0.5, 0.4, Double.POSITIVE_INFINITY))),
                        List.of(Cell.of("b"), Cell.of(1)))));
        assertTrue(html.contains("<th scope=\"col\" colspan=\"2\" class=\"number\">ratio</th>"));
        assertTrue(html.contains("<td class=\"number ranged\">0.50</td><td class=\"interval\">[0.40, ∞]</td>"));
        assertTrue(html.contains("<td class=\"number ranged\">1.00</td><td class=\"interval\"></td>"));
    }

    @Test
    void aTableWithoutIntervalsHasOneCellAColumn() {
        String html = TableMarkup.of(
                new Table("c", List.of(Column.number("n", 0)), List.of(List.of(Cell.of(7)), List.of(Cell.EMPTY))));
        assertFalse(html.contains("colspan"));
        assertTrue(html.contains("<caption>c</caption>"));
        assertTrue(html.contains("<td class=\"number\">7</td>"));
        assertTrue(html.contains("<td class=\"number\">–</td>"));
    }

    @Test
    void ratesAndMeansBringTheirIntervals() {
        assertEquals(new Cell.Quantity(Rate.of(3, 4).interval()), Cell.of(Rate.of(3, 4)));
    }

    @Test
    void raggedRowsAndAbsurdDecimalsAreRefused() {
        List<Column> one = List.of(Column.text("a"));
        assertThrows(IllegalArgumentException.class, () -> new Table("t", one, List.of(List.of())));
        assertThrows(IllegalArgumentException.class, () -> Column.number("a", 13));
    }
}
