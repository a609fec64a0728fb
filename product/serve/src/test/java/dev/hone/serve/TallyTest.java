package dev.hone.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TallyTest {
    @Test
    void namesThatClientsMakeUpDoNotPileUpAndTheirRequestsStayCounted() {
        Tally tally = new Tally(new ArmNames(ArmNamesTest.upstreams("m")));
        for (int i = 0; i < 5000; i++) {
            tally.decided("hone/m@" + i, "hone/m", 1000);
            tally.decided("hone/m", "hone/m", 1000);
        }
        var counts = tally.counts();
        assertTrue(counts.size() <= 512, () -> counts.size() + " names");
        assertEquals(
                10_000,
                counts.values().stream().mapToLong(NameTally.Counts::requests).sum());
        NameTally.Counts used = counts.get("hone/m");
        assertTrue(used != null && used.requests() == 5000, "a name in use keeps what it counted");
    }
}
