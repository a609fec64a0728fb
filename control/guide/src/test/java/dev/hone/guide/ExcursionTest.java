package dev.hone.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.learn.RandomStream;
import dev.hone.learn.Snapshot;
import org.junit.jupiter.api.Test;

class ExcursionTest {
    /** Whose steps an episode of 30 has: s the student's, e the explorer's. */
    private static String episode(Excursion excursion, RandomStream random) {
        excursion.begin();
        StringBuilder whose = new StringBuilder();
        for (int step = 0; step < 30; step++) {
            whose.append(excursion.out(random) ? 'e' : 's');
        }
        return whose.toString();
    }

    @Test
    void a_student_leads_there_and_takes_over_again() {
        Excursion excursion = new Excursion();
        excursion.ended(10);
        RandomStream random = new RandomStream(1);
        boolean out = false;
        boolean back = false;
        for (int i = 0; i < 50; i++) {
            String episode = episode(excursion, random);
            assertTrue(episode.matches("s{0,9}e{0,20}s*"), episode);
            out |= episode.matches("s+e.*");
            back |= episode.matches(".*es+");
        }
        assertTrue(out && back);
    }

    @Test
    void what_was_saved_is_as_long() {
        Excursion excursion = new Excursion();
        excursion.ended(17);
        Snapshot.Writer to = Snapshot.writer();
        excursion.save(to);
        Excursion other = new Excursion();
        other.restore(to.done().reader());
        for (int i = 0; i < 9; i++) {
            assertEquals(episode(excursion, new RandomStream(i)), episode(other, new RandomStream(i)));
        }
    }

    @Test
    void turns_beside_a_twin_come_in_fours() {
        assertEquals(Turn.MAIN, Turn.beside(0));
        assertEquals(Turn.EXPLORING, Turn.beside(5));
        assertEquals(Turn.MAIN, Turn.beside(2));
        assertEquals(Turn.TWIN, Turn.beside(7));
        assertEquals(Turn.EXPLORING, Turn.alone(0));
        assertEquals(Turn.MAIN, Turn.alone(1));
    }
}
