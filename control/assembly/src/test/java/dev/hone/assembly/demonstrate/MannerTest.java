package dev.hone.assembly.demonstrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.assembly.demonstrate.Phase.Care;
import dev.hone.learn.RandomStream;
import dev.hone.learn.geometry.Pose;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MannerTest {
    private static final Pose POINT = Pose.euler(0.4, 0.1, 0.2, 0.1, 0.2, 0.3);

    /** Root mean square distance from the point asked for, in metres. */
    private static double spread(Care care) {
        double sum = 0;
        Manner manner = Manner.human(new RandomStream(1));
        for (int i = 0; i < 2000; i++) {
            double d = POINT.distance(manner.placed(POINT, care));
            sum += d * d;
        }
        return Math.sqrt(sum / 2000);
    }

    @Test
    void points_on_the_way_lie_two_to_three_millimetres_off_and_those_before_an_insertion_hardly() {
        assertEquals(0.0023, spread(Care.VIA), 0.0003);
        assertTrue(spread(Care.FINE) < 0.0002);
        assertEquals(0, spread(Care.NONE));
    }

    @Test
    void a_grasp_is_off_by_a_millimetre_and_two_degrees_at_most() {
        Manner manner = Manner.human(new RandomStream(2));
        for (int i = 0; i < 500; i++) {
            Pose grasp = POINT.toward(manner.placed(POINT, Care.GRASP));
            assertTrue(Math.abs(grasp.x()) <= 0.001 && Math.abs(grasp.y()) < 1e-12 && Math.abs(grasp.z()) <= 0.001);
            assertTrue(grasp.angle() <= Math.toRadians(2) * Math.sqrt(2) + 1e-9);
        }
    }

    @Test
    void people_have_three_styles_their_own_tempo_and_pauses() {
        Set<Integer> styles = new HashSet<>();
        double slow = Double.POSITIVE_INFINITY;
        double fast = 0;
        int pauses = 0;
        for (int i = 0; i < 300; i++) {
            Manner manner = Manner.human(new RandomStream(i));
            styles.add(manner.style());
            double speed = manner.speed(1);
            slow = Math.min(slow, speed);
            fast = Math.max(fast, speed);
            int pause = manner.pause();
            assertTrue(pause == 0 || (pause >= 2 && pause <= 8));
            pauses += pause > 0 ? 1 : 0;
        }
        assertEquals(Set.of(0, 1, 2), styles);
        assertTrue(slow < 0.7 && fast > 1.35 && slow >= 0.6 && fast <= 1.5, slow + " to " + fast);
        assertTrue(pauses > 15 && pauses < 60, pauses + " pauses");
    }

    @Test
    void the_exact_manner_changes_nothing() {
        Manner manner = Manner.exact(new RandomStream(1));
        assertEquals(POINT, manner.placed(POINT, Care.VIA));
        assertEquals(0.12, manner.speed(0.12));
        assertEquals(0, manner.pause());
        assertEquals(0, manner.style());
    }
}
