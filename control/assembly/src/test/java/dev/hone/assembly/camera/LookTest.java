package dev.hone.assembly.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.learn.geometry.Pose;
import org.junit.jupiter.api.Test;

class LookTest {
    private static final Viewpoint OWN = new Viewpoint(Pose.euler(0.1, 0.2, 0.3, 1, 0.5, 2), 1);

    @Test
    void the_plain_look_changes_nothing() {
        assertEquals(0x123456, Look.PLAIN.colour(0x123456));
        assertSame(OWN, Look.PLAIN.view(1, OWN));
        assertSame(Light.USUAL, Look.PLAIN.light());
    }

    @Test
    void a_drawn_look_depends_on_its_seeds_alone() {
        Look one = Look.drawn(Seeds.of(7));
        Look same = Look.drawn(Seeds.of(7));
        Look other = Look.drawn(Seeds.of(8));
        assertEquals(one.light(), same.light());
        assertEquals(one.colour(0x808080), same.colour(0x808080));
        assertEquals(one.view(0, OWN), same.view(0, OWN));
        assertNotEquals(one.light(), other.light());
        assertNotEquals(one.colour(0x808080), other.colour(0x808080));
        assertNotEquals(one.view(0, OWN), other.view(0, OWN));
        assertNotEquals(one.view(0, OWN), one.view(1, OWN), "each camera is moved by itself");
    }

    @Test
    void draws_stay_within_what_is_said_and_reach_near_its_ends() {
        double low = 90;
        double high = 0;
        int darkest = 255;
        int brightest = 0;
        for (int seed = 0; seed < 500; seed++) {
            Look look = Look.drawn(Seeds.of(seed));
            double elevation = Math.toDegrees(Math.asin(look.light().z()));
            assertTrue(elevation >= 35 - 1e-9 && elevation <= 85 + 1e-9, elevation + " degrees");
            low = Math.min(low, elevation);
            high = Math.max(high, elevation);
            int green = look.colour(0x646464) >> 8 & 0xFF;
            assertTrue(green >= 70 && green <= 130, green + " of 100");
            darkest = Math.min(darkest, green);
            brightest = Math.max(brightest, green);
            Pose moved = look.view(0, OWN).pose();
            assertTrue(moved.distance(OWN.pose()) <= 0.015 * Math.sqrt(3) + 1e-9);
            assertTrue(OWN.pose().toward(moved).angle() <= Math.toRadians(2) * Math.sqrt(3) + 1e-9);
        }
        assertTrue(low < 38 && high > 82 && darkest < 73 && brightest > 127);
        assertTrue((Look.drawn(Seeds.of(1)).colour(0xFFFFFF) >> 24) == 0, "white stays a colour");
    }

    @Test
    void sizes_out_of_range_or_badly_written_are_refused() {
        assertEquals(new Size(320, 240), Size.of("320x240"));
        assertEquals(new Size(64, 64), Size.of("64x64"));
        for (String bad : new String[] {"63x64", "64x63", "321x240", "320x241", "0x0", "99999x99999"}) {
            assertTrue(assertThrows(HoneException.class, () -> Size.of(bad))
                    .getMessage()
                    .contains("can't be taken"));
        }
        for (String bad : new String[] {"", "64", "64x", "64 x 64", "-64x64", "64x64x3"}) {
            assertTrue(assertThrows(HoneException.class, () -> Size.of(bad))
                    .getMessage()
                    .contains("is no size of a picture"));
        }
    }

    @Test
    void light_from_below_or_of_no_direction_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> new Light(0, 0, -1, 0.5, 0.5));
        assertThrows(IllegalArgumentException.class, () -> new Light(0, 0, 2, 0.5, 0.5));
        assertThrows(IllegalArgumentException.class, () -> new Light(0, 0, 1, 1.5, 0.5));
        assertThrows(IllegalArgumentException.class, () -> new Viewpoint(Pose.IDENTITY, 0));
    }
}
