package dev.hone.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import dev.hone.core.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SavingTest {
    private static final Seeds SEEDS = Seeds.of(7);

    private static List<double[]> explored(int n, double rate) {
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double[] row = new double[8];
            for (int s = 0; s < row.length; s++) {
                row[s] = SEEDS.child(i).uniform(s) < rate ? 1 : 0;
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<double[]> planned(int n, double quality, double samples) {
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            rows.add(new double[] {SEEDS.child("planned").uniform(i) < quality ? 1 : 0, samples});
        }
        return rows;
    }

    @Test
    void as_good_as_best_of_four_for_two_samples_saves_half() {
        double four = 1 - Math.pow(.7, 4);
        Interval saving = Saving.of(explored(3000, .3), planned(3000, four, 2), SEEDS);
        assertEquals(.5, saving.estimate(), .05);
        assertTrue(saving.contains(.5), saving::toString);
        assertTrue(saving.width() < .2);
    }

    @Test
    void spending_what_uniform_would_saves_nothing() {
        Interval saving = Saving.of(explored(3000, .3), planned(3000, 1 - Math.pow(.7, 3), 3), SEEDS);
        assertTrue(saving.contains(0), saving::toString);
    }

    @Test
    void harm_shows_as_a_negative_saving() {
        Interval saving = Saving.of(explored(3000, .3), planned(3000, 1 - Math.pow(.7, 2), 4), SEEDS);
        assertEquals(-1, saving.estimate(), .2);
        assertTrue(saving.high() < 0);
    }

    @Test
    void too_little_or_too_good_is_not_known() {
        assertFalse(Saving.of(explored(10, .3), planned(1000, .5, 2), SEEDS).isDefined());
        assertFalse(Saving.of(explored(100, .1), planned(1000, .99, 2), SEEDS).isDefined());
    }
}
