package dev.hone.reward;

import dev.hone.lm.Completion;
import dev.hone.lm.Query;
import eu.crydee.syllablecounter.SyllableCounter;
import java.util.List;

/**
 * Flesch's reading ease (Flesch 1948): 206.835 - 1.015 words a sentence - 84.6 syllables a word. 60 to 70 is plain English, below 30
 * is hard, 121.22 is one-syllable sentences; there is no lower end. For English only. Syllables are counted by rules with a list of
 * exceptions, so single words can be off by one; a number is a word of one syllable. A text without words gets 0, the hard end of
 * the published scale.
 */
final class Readability implements Reward {
    private static final double EASIEST = 121.22;

    static final Traits TRAITS =
            Traits.measure(Double.NEGATIVE_INFINITY, EASIEST, "none: syllables are counted, English only");

    /** Longer words are cut, because the counter's time grows with the square of the length. */
    private static final int LONGEST_WORD = 40;

    private final SyllableCounter syllables = new SyllableCounter();

    @Override
    public String name() {
        return "readability";
    }

    @Override
    public Traits traits() {
        return TRAITS;
    }

    @Override
    public double[] score(Query query, List<Completion> completions) {
        return completions.stream()
                .mapToDouble(completion -> ease(completion.text()))
                .toArray();
    }

    private double ease(String text) {
        int sentences = 0;
        int words = 0;
        int spoken = 0;
        for (String sentence : English.sentences(text)) {
            List<String> found = English.words(sentence);
            sentences += found.isEmpty() ? 0 : 1;
            words += found.size();
            for (String word : found) {
                spoken += Math.max(1, syllables.count(word.substring(0, Math.min(word.length(), LONGEST_WORD))));
            }
        }
        if (words == 0) {
            return 0;
        }
        double ease = 206.835 - 1.015 * words / sentences - 84.6 * spoken / words;
        return Math.min(ease, EASIEST); // above it by rounding only
    }
}
