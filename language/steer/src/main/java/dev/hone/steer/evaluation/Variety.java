package dev.hone.steer.evaluation;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Distinct-2 (Li and others 2016): different pairs of neighbouring words over all pairs. */
final class Variety {
    private Variety() {}

    /** Of some texts together; 0 if there is no pair. */
    static double distinct2(List<String> texts) {
        Set<String> different = new HashSet<>();
        int all = 0;
        for (String text : texts) {
            String[] words = text.strip().toLowerCase(Locale.ROOT).split("\\s+");
            for (int i = 0; i + 1 < words.length; i++) {
                different.add(words[i] + " " + words[i + 1]);
                all++;
            }
        }
        return all == 0 ? 0 : (double) different.size() / all;
    }
}
