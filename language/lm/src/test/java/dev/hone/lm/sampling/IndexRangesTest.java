package dev.hone.lm.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexRangesTest {
    private final IndexRanges ranges = IndexRanges.NONE.with(10, 19).with(0, 2).with(5, 5);

    @Test
    void ranges_stand_in_order_whatever_order_they_came_in() {
        List<String> seen = new ArrayList<>();
        ranges.forEach((first, last) -> seen.add(first + "-" + last));
        assertEquals(List.of("0-2", "5-5", "10-19"), seen);
    }

    @ParameterizedTest
    @CsvSource({"2,3", "0,0", "5,5", "4,6", "9,10", "19,30", "3,12", "11,12", "-1,-1", "8,7"})
    void what_overlaps_or_is_no_range_is_a_defect(int first, int last) {
        assertThrows(IllegalArgumentException.class, () -> ranges.with(first, last));
    }

    @ParameterizedTest
    @CsvSource({"3,4", "6,9", "20,20"})
    void neighbours_do_not_overlap(int first, int last) {
        assertEquals(14 + last - first + 1, ranges.with(first, last).indices().size());
    }

    @Property(tries = 200)
    void the_indices_are_those_that_were_added(
            @ForAll @Size(max = 12) List<@IntRange(min = 0, max = 30) Integer> starts,
            @ForAll @IntRange(min = 0, max = 3) int length) {
        IndexRanges ranges = IndexRanges.NONE;
        TreeSet<Integer> expected = new TreeSet<>();
        for (int first : starts) {
            TreeSet<Integer> range = new TreeSet<>();
            for (int i = first; i <= first + length; i++) {
                range.add(i);
            }
            if (range.stream().noneMatch(expected::contains)) {
                ranges = ranges.with(first, first + length);
                expected.addAll(range);
            }
        }
        assertEquals(expected, ranges.indices());
    }
}
