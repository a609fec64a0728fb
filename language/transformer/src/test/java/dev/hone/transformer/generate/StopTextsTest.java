package dev.hone.transformer.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class StopTextsTest {
    private static int settled(String text, String... stops) {
        return new StopTexts(List.of(stops)).settled(text);
    }

    @Test
    void whatMayBecomeAStopTextIsNotSettled() {
        assertEquals(3, settled("abc"));
        assertEquals(3, settled("abc", "x"));
        assertEquals(2, settled("abc", "cd"));
        assertEquals(1, settled("abc", "cd", "bcx"));
        assertEquals(2, settled("aab", "bb"));
        assertEquals(1, settled("aaa", "aab"));
        assertEquals(0, settled("a", "aab"));
        assertEquals(0, settled("", "aab"));
    }

    @Test
    void theFirstOfSeveralIsFoundAndWhatWasSettledIsNeverCut() {
        RandomGenerator random = Seeds.of(4).generator();
        int found = 0;
        for (int trial = 0; trial < 2_000; trial++) {
            StopTexts stops = new StopTexts(List.of(word(random, 1 + random.nextInt(5)), word(random, 3)));
            StringBuilder text = new StringBuilder();
            int settled = 0;
            for (int piece = 0; piece < 6; piece++) {
                int searched = text.length();
                text.append(word(random, random.nextInt(4)));
                int cut = stops.find(text, searched);
                int first = stops.texts().stream()
                        .mapToInt(text::indexOf)
                        .filter(at -> at >= 0)
                        .min()
                        .orElse(Integer.MAX_VALUE);
                assertEquals(first, cut);
                if (cut < Integer.MAX_VALUE) {
                    assertTrue(settled <= cut, text + " cut at " + cut + " by " + stops);
                    found++;
                    break;
                }
                settled = stops.settled(text);
            }
        }
        assertTrue(found > 500, "only " + found);
    }

    private static String word(RandomGenerator random, int length) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append((char) ('a' + random.nextInt(3)));
        }
        return word.toString();
    }
}
