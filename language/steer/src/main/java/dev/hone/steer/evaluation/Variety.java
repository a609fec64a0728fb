package dev.hone.steer.evaluation;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Distinct-2 (Li and others 2016): different pairs of neighbouring words over all pairs. */
final class Variety {
    private static final Pattern GAPS = Pattern.compile("\\s+");

    private Variety() {}

    /** Of some texts together; 0 if there is no pair. */
    static double distinct2(List<String> texts) {
        Set<String> different = new HashSet<>();
        int all = 0;
        for (String text : texts) {
            List<String> words =
                    GAPS.splitAsStream(text.strip().toLowerCase(Locale.ROOT)).toList();
            for (int i = 0; i + 1 < words.size(); i++) {
                different.add(words.get(i) + " " + words.get(i + 1));
                all++;
            }
        }
        return all == 0 ? 0 : (double) different.size() / all;
    }
}
