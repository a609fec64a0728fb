package dev.hone.budget.arms;

import dev.hone.lm.Features;
import dev.hone.lm.Query;
import dev.hone.lm.TextFeatures;
import java.util.List;

/**
 * What a router sees of a query: a vector of meaning and a vector of words, each of length 1 and together of length 1, and
 * the measures of the text, its length first. Meaning tells kinds of queries apart that were never seen, words tell
 * templates apart, measures tell small from large within a template. With features that are words already there is no
 * vector of meaning.
 */
final class QueryVectors {
    private static final float HALF = (float) Math.sqrt(0.5);

    private QueryVectors() {}

    /** The vectors of some queries. [queries][dimension] */
    static float[][] of(Features features, List<Query> queries) {
        float[][] text = new TextFeatures().of(queries);
        if (features instanceof TextFeatures) {
            return text;
        }
        float[][] meaning = features.of(queries);
        float[][] vectors = new float[text.length][];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = join(meaning[i], text[i]);
        }
        return vectors;
    }

    private static float[] join(float[] meaning, float[] text) {
        float[] vector = new float[meaning.length + text.length];
        double squares = 0;
        for (float value : meaning) {
            squares += (double) value * value;
        }
        float scale = squares > 0 ? (float) (HALF / Math.sqrt(squares)) : 0;
        for (int k = 0; k < meaning.length; k++) {
            vector[k] = scale * meaning[k];
        }
        for (int k = 0; k < text.length; k++) {
            vector[meaning.length + k] = k < TextFeatures.WORDS ? HALF * text[k] : text[k];
        }
        return vector;
    }
}
