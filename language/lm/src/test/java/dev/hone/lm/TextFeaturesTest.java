package dev.hone.lm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextFeaturesTest {
    @Test
    void one_template_lies_close_together_and_another_far_away() {
        float[] sum = TextFeatures.of("What is the sum of 12 and 345?");
        float[] otherSum = TextFeatures.of("What is the sum of 9 and 77?");
        float[] poem = TextFeatures.of("Write a poem about a ship that never sails.");
        assertTrue(distance(sum, otherSum) < .1, () -> "" + distance(sum, otherSum));
        assertTrue(distance(sum, poem) > 1, () -> "" + distance(sum, poem));
    }

    @Test
    void size_moves_a_vector_where_the_words_are_the_same() {
        float[] small = TextFeatures.of("Sort 1 2 3");
        float[] large = TextFeatures.of("Sort 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16");
        double measures = 0;
        for (int k = TextFeatures.WORDS; k < small.length; k++) {
            measures += Math.pow(small[k] - large[k], 2);
        }
        assertTrue(measures > .05, "" + measures);
    }

    @Test
    void words_have_length_one_and_an_empty_text_has_none() {
        assertEquals(1, squares(TextFeatures.of("To be, or not to be")), 1e-5);
        assertEquals(0, squares(TextFeatures.of("  \n ")), 0);
        for (float value : TextFeatures.of("")) {
            assertTrue(Float.isFinite(value));
        }
    }

    @Test
    void a_query_has_the_vector_of_its_text() {
        TextFeatures features = new TextFeatures();
        float[][] vectors = features.of(List.of(Query.of("q", "Hello there")));
        assertArrayEquals(TextFeatures.of("Hello there"), vectors[0]);
        assertEquals(features.dimension(), vectors[0].length);
    }

    private static double squares(float[] vector) {
        double sum = 0;
        for (int k = 0; k < TextFeatures.WORDS; k++) {
            sum += vector[k] * vector[k];
        }
        return sum;
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += (a[k] - b[k]) * (a[k] - b[k]);
        }
        return sum;
    }
}
