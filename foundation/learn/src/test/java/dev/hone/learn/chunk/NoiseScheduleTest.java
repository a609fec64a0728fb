package dev.hone.learn.chunk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class NoiseScheduleTest {
    /** The products telescope, so that a time's signal power is the closed form but where a step was limited. */
    @Test
    void signal_power_follows_the_squared_cosine() {
        NoiseSchedule schedule = new NoiseSchedule(50);
        for (int t = 0; t < 49; t++) {
            double angle = ((t + 1) / 50.0 + 0.008) / 1.008 * Math.PI / 2;
            double first = 0.008 / 1.008 * Math.PI / 2;
            double power = Math.pow(Math.cos(angle) / Math.cos(first), 2);
            assertEquals(power, Math.pow(schedule.signal(t), 2), 1e-6, "time " + t);
        }
    }

    @Test
    void signal_and_noise_together_have_power_1() {
        NoiseSchedule schedule = new NoiseSchedule(100);
        for (int t = 0; t < 100; t++) {
            assertEquals(1, Math.pow(schedule.signal(t), 2) + Math.pow(schedule.noise(t), 2), 1e-6);
        }
    }

    @Test
    void the_last_step_leaves_a_thousandth_of_the_power() {
        NoiseSchedule schedule = new NoiseSchedule(50);
        assertEquals(0.001, Math.pow(schedule.signal(49) / schedule.signal(48), 2), 1e-6);
        assertTrue(schedule.signal(49) > 0, "a clean chunk could not be guessed from nothing");
    }

    @Test
    void a_schedule_of_one_step_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> new NoiseSchedule(1));
    }

    @Test
    void an_error_counts_as_that_of_the_noise_between_1_and_5() {
        NoiseSchedule schedule = new NoiseSchedule(50);
        assertEquals(5, schedule.weight(0), "signal to noise power 600");
        assertEquals(1, schedule.weight(49), "signal to noise power 0");
        double ratio = Math.pow(schedule.signal(15) / schedule.noise(15), 2);
        assertTrue(ratio > 1 && ratio < 5);
        assertEquals(ratio, schedule.weight(15), 1e-5);
    }
}
