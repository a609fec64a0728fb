package dev.hone.reward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.lm.Completion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PositivityTest extends RewardKit {
    @Override
    Reward create() {
        return new Positivity();
    }

    // compound scores as the authors publish them for their own examples
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "VADER is smart, handsome, and funny.      |  0.8316",
                "VADER is very smart, handsome, and funny. |  0.8545",
                "The book was good.                        |  0.4404",
                "The book was kind of good.                |  0.3832",
                "A really bad, horrible book.              | -0.8211",
                "At least it isn't a horrible book.        |  0.4310",
                "Today sux                                 | -0.3612",
                "The plot was good, but the characters are uncompelling and the dialog is not great. | -0.7042",
            })
    void a_sentence_gets_the_published_score(String sentence, double published) {
        assertEquals(published, score(sentence), 5e-5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "What a wonderful day! The children laughed and hugged their happy dog.",
                "Thank you so much, this is excellent and very kind of you.",
                "She won the prize, and everyone was proud of her."
            })
    void glad_texts_are_above_sad_ones(String glad) {
        for (String sad : List.of(
                "What a terrible day. The children cried, for their dog had died.",
                "This is useless. I hate it, and it isn't worth the money.",
                "He lost the war and was killed in a cruel attack.")) {
            assertTrue(score(glad) > 0.2 && score(sad) < -0.2, glad + " / " + sad);
        }
    }

    @Test
    void emoticons_are_words() {
        assertEquals(2.3 / Math.sqrt(2.3 * 2.3 + 15), score("It rains :D"), 1e-12);
    }

    @Test
    void a_negation_turns_a_word_round_and_weakens_it() {
        double good = score("The soup is good.");
        double not = score("The soup isn\u2019t good.");
        assertTrue(not < 0 && -not < good, good + " against " + not);
    }

    @Test
    void a_long_text_is_not_more_positive_than_its_sentences() {
        assertEquals(score("The book was good."), score("The book was good. ".repeat(50)), 1e-12);
        assertEquals(score("The book was good.") / 2, score("The book was good. It has four parts."), 1e-12);
    }

    @Test
    void a_text_without_rated_words_is_neutral() {
        assertEquals(0, score(""));
        assertEquals(0, score("The table has four legs."));
        assertEquals(0, score("\u4f60\u597d\u3002"));
    }

    @Test
    void the_lexicon_is_whole() {
        assertTrue(Lexicon.shared().size() > 7_400, Lexicon.shared().size() + " entries");
        assertEquals(-2.5, Lexicon.shared().valence("Bad").orElseThrow());
    }

    private double score(String text) {
        return reward.score(QUERY, List.of(Completion.of(text)))[0];
    }
}
