package dev.hone.budget.arms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.statistics.Interval;
import org.junit.jupiter.api.Test;

class RegimeTest {
    private static Regime of(Interval gain) {
        return new Regime(ArmHead.usual(2), gain);
    }

    @Test
    void a_gain_is_used_and_one_that_could_be_chance_is_called_that() {
        assertTrue(of(new Interval(.02, .01, .03)).supported());
        assertEquals(
                "router: held out, it gained +0.020 [+0.010, +0.030] over the best fixed mix",
                of(new Interval(.02, .01, .03)).reason());
        assertTrue(of(new Interval(.02, -.01, .05)).supported());
        assertTrue(of(new Interval(.02, -.01, .05)).reason().endsWith("which could be chance"));
    }

    @Test
    void without_a_gain_or_a_trial_the_mix_stays() {
        Regime loss = of(new Interval(-.001, -.02, .02));
        assertFalse(loss.supported());
        assertEquals("fixed mix: held out, a router did not gain, -0.001 [-0.020, +0.020]", loss.reason());
        assertFalse(of(new Interval(0, 0, 0)).supported());
        assertFalse(of(Interval.UNDEFINED).supported());
        assertTrue(of(Interval.UNDEFINED).reason().contains("too few groups"));
    }
}
