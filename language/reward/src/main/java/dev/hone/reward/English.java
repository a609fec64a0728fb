package dev.hone.reward;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Cuts text into sentences and words, by the rules of written English. */
final class English {
    private static final Pattern PARAGRAPH = Pattern.compile("\\R\\h*+\\R");

    // letters with apostrophes inside, or digits with their separators
    private static final Pattern WORD =
            Pattern.compile("[\\p{L}\\p{M}]++(?:['\u2019][\\p{L}\\p{M}]++)*+|\\p{Nd}++(?:[.,]\\p{Nd}++)*+");

    private English() {}

    /** Sentences in order, none blank. They end where the JDK's rules say, and at an empty line. */
    static List<String> sentences(String text) {
        List<String> sentences = new ArrayList<>();
        for (String paragraph : PARAGRAPH.split(text, -1)) {
            BreakIterator ends = BreakIterator.getSentenceInstance(Locale.ENGLISH);
            ends.setText(paragraph);
            int start = ends.first();
            for (int end = ends.next(); end != BreakIterator.DONE; start = end, end = ends.next()) {
                String sentence = paragraph.substring(start, end).strip();
                if (!sentence.isEmpty()) {
                    sentences.add(sentence);
                }
            }
        }
        return sentences;
    }

    /** Words and numbers in order, without what stands around them. */
    static List<String> words(String text) {
        return WORD.matcher(text).results().map(MatchResult::group).toList();
    }
}
