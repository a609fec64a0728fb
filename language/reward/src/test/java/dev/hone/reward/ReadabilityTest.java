package dev.hone.reward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.lm.Completion;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadabilityTest extends RewardKit {
    @Override
    Reward create() {
        return new Readability();
    }

    // examples whose words, sentences and syllables are published with their score
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The cat sat on the mat. | 116.145",
                "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature. | 24.440",
                "Go. | 121.22"
            })
    void a_text_gets_its_published_ease(String text, double published) {
        assertEquals(published, score(text), 5e-4);
    }

    @Test
    void a_longer_text_is_met_to_one_syllable() {
        String published = "This sentence, taken as a reading passage unto itself, is being used to prove a point.";
        assertEquals(68.983, score(published), 84.6 / 16 + 1e-3);
    }

    @Test
    void plain_words_in_short_sentences_are_easier_than_long_ones() {
        double plain = score("We went to the sea. The sun was hot. I ate an ice cream.");
        double hard = score("Notwithstanding considerable meteorological uncertainty, our unprecedented expedition "
                + "investigated numerous previously inaccessible coastal formations.");
        assertTrue(plain > 90 && hard < 0, plain + " against " + hard);
    }

    @Test
    void a_text_without_words_is_at_the_hard_end_of_the_scale() {
        assertEquals(0, score(""));
        assertEquals(0, score(" ... !? "));
    }

    @Test
    void an_empty_line_ends_a_sentence() {
        assertEquals(score("The cat sat. The dog ran."), score("The cat sat\n\nThe dog ran"), 1e-12);
    }

    @Test
    void a_word_without_end_takes_no_time() {
        assertTimeout(Duration.ofSeconds(5), () -> score("x".repeat(1_000_000)));
    }

    private double score(String text) {
        return reward.score(QUERY, List.of(Completion.of(text)))[0];
    }
}
