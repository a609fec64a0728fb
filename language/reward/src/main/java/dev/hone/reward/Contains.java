package dev.hone.reward;

import dev.hone.core.HoneException;
import dev.hone.lm.Completion;
import dev.hone.lm.Query;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The share of given words that occur in the text, whatever their case. A word counts where no letter or digit touches it:
 * {@code art} is not in "start". A word of several, such as {@code ice cream}, must occur as it is written.
 *
 * @param words at least one, each searched on its own
 */
record Contains(String name, List<Pattern> words) implements Reward {
    static final Traits TRAITS = Traits.measure(0, 1, "none: words are searched");

    static Contains parse(String name, String list) {
        Rewards.requireNoStar(name, list);
        List<String> words =
                Stream.of(list.split(",", -1)).map(String::strip).distinct().toList();
        if (words.contains("")) {
            throw new HoneException(
                    "The reward '" + name + "' has an empty word.",
                    "write words with one comma between two: contains:dog,cat");
        }
        return new Contains(name, words.stream().map(Contains::pattern).toList());
    }

    private static Pattern pattern(String word) {
        return Pattern.compile(
                "(?<![\\p{L}\\p{Nd}])" + Pattern.quote(word) + "(?![\\p{L}\\p{Nd}])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    @Override
    public Traits traits() {
        return TRAITS;
    }

    @Override
    public double[] score(Query query, List<Completion> completions) {
        return completions.stream()
                .mapToDouble(completion -> share(completion.text()))
                .toArray();
    }

    private double share(String text) {
        return words.stream().filter(word -> word.matcher(text).find()).count() / (double) words.size();
    }
}
