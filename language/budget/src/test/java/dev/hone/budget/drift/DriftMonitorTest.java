package dev.hone.budget.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class DriftMonitorTest {
    private static final int STREAMS = 2000;
    private static final int SAMPLES = 3000;

    /** Streams of 0/1 gains that come true by a factor of what is predicted; how many are called drifted, ever. */
    private static int alarms(double factor, double falseAlarms, long seed) {
        int alarms = 0;
        for (int stream = 0; stream < STREAMS; stream++) {
            RandomGenerator random = Seeds.of(seed).child(stream).generator();
            DriftMonitor monitor = new DriftMonitor(.2, falseAlarms, 1);
            for (int s = 0; s < SAMPLES; s++) {
                double predicted = .02 + .5 * random.nextDouble();
                monitor.add(new GainPair(s, predicted, random.nextDouble() < factor * predicted ? 1 : 0));
            }
            alarms += monitor.verdict().drifted() ? 1 : 0;
        }
        return alarms;
    }

    @Test
    void wolf_is_cried_no_more_often_than_promised_even_at_the_edge_of_what_is_tolerated() {
        for (double factor : new double[] {.8, 1, 1.2}) {
            int alarms = alarms(factor, .05, 1);
            // 5 % of 2000 are 100; three standard errors of such a count are 29
            assertTrue(alarms <= 129, alarms + " of " + STREAMS + " streams at " + factor);
        }
        assertEquals(0, alarms(1, .01, 2), "well inside the tolerance alarms are rarer still");
    }

    @Test
    void gains_that_halve_or_double_are_seen_within_a_few_hundred_samples() {
        assertTrue(samplesToAlarm(.5) < 700, "halved: " + samplesToAlarm(.5));
        assertTrue(samplesToAlarm(1.9) < 300, "doubled: " + samplesToAlarm(1.9));
    }

    /** Mean over streams. */
    private static double samplesToAlarm(double factor) {
        double sum = 0;
        int streams = 100;
        for (int stream = 0; stream < streams; stream++) {
            RandomGenerator random = Seeds.of(3).child(stream).generator();
            DriftMonitor monitor = DriftMonitor.ofSuccesses();
            int s = 0;
            while (!monitor.verdict().drifted() && s < 5000) {
                double predicted = .02 + .5 * random.nextDouble();
                monitor.add(new GainPair(s++, predicted, random.nextDouble() < factor * predicted ? 1 : 0));
            }
            sum += s;
        }
        return sum / streams;
    }

    @Test
    void drift_is_not_forgotten() {
        DriftMonitor monitor = DriftMonitor.ofSuccesses();
        for (int s = 0; s < 200; s++) {
            monitor.add(new GainPair(s, .1, 1));
        }
        assertTrue(monitor.verdict().drifted());
        double evidence = monitor.verdict().evidence();
        for (int s = 0; s < 5000; s++) {
            monitor.add(new GainPair(s, .5, s % 2));
        }
        assertTrue(monitor.verdict().drifted());
        assertEquals(evidence, monitor.verdict().evidence());
        assertEquals(5200, monitor.verdict().samples());
    }

    @Test
    void gains_in_another_unit_are_judged_alike() {
        DriftMonitor one = new DriftMonitor(.2, .01, 1);
        DriftMonitor ten = new DriftMonitor(.2, .01, 10);
        RandomGenerator random = Seeds.of(4).generator();
        for (int s = 0; s < 500; s++) {
            double predicted = random.nextDouble();
            double realised = random.nextDouble();
            one.add(new GainPair(s, predicted, realised));
            ten.add(new GainPair(s, 10 * predicted, 10 * realised));
        }
        assertEquals(
                one.verdict().evidence(),
                ten.verdict().evidence(),
                1e-9 * one.verdict().evidence());
        assertEquals(10 * one.verdict().realised(), ten.verdict().realised(), 1e-9);
        assertEquals(one.verdict().share(), ten.verdict().share(), 1e-12);
    }

    @Test
    void nothing_seen_is_no_drift() {
        assertEquals(1, DriftMonitor.ofSuccesses().verdict().evidence());
        assertFalse(DriftMonitor.ofSuccesses().verdict().drifted());
    }

    @Test
    void what_makes_no_monitor_or_pair_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> new DriftMonitor(1, .01, 1));
        assertThrows(IllegalArgumentException.class, () -> new DriftMonitor(.2, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new DriftMonitor(.2, .01, 0));
        assertThrows(IllegalArgumentException.class, () -> new GainPair(0, Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> new GainPair(0, .5, -1));
    }
}
