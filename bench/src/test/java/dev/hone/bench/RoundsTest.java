package dev.hone.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static double sink;

    /** Works for about as long as {@code size} says. */
    private static void work(int size) {
        for (int i = 0; i < size; i++) {
            sink += Math.sqrt(i + sink);
        }
    }

    @Test
    void contestants_take_turns_after_a_warm_up() {
        List<String> order = new ArrayList<>();
        new Rounds()
                .time(
                        List.of(
                                new Rounds.Contestant("a", r -> note(order, "a" + r)),
                                new Rounds.Contestant("b", r -> note(order, "b" + r))),
                        2);
        assertEquals(List.of("a-3", "b-3", "a-2", "b-2", "a-1", "b-1", "a0", "b0", "a1", "b1"), order);
    }

    private static int note(List<String> order, String what) {
        order.add(what);
        return 1;
    }

    @Test
    void four_times_the_work_costs_about_four_times_the_time_of_a_step() {
        List<Rounds.Row> rows = new Rounds()
                .time(
                        List.of(
                                new Rounds.Contestant("small", _ -> {
                                    work(5_000_000);
                                    return 1;
                                }),
                                new Rounds.Contestant("large", _ -> {
                                    work(40_000_000);
                                    return 2;
                                })),
                        5);
        assertEquals(1, rows.getFirst().ratio());
        Rounds.Row large = rows.getLast();
        assertTrue(large.ratio() > 2 && large.ratio() < 8, "ratio " + large.ratio());
        assertTrue(large.low() <= large.median() && large.median() <= large.high());
    }
}
