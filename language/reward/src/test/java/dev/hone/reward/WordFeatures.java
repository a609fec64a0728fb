package dev.hone.reward;

import dev.hone.lm.Features;
import dev.hone.lm.Query;
import java.util.List;
import java.util.Locale;

/** Vectors of how often words occur, each in a place that its letters decide: enough meaning for a test, and no model. */
public record WordFeatures(String name, int dimension) implements Features {
    public WordFeatures() {
        this("minilm", 64);
    }

    @Override
    public float[][] of(List<Query> queries) {
        return queries.stream().map(query -> vector(query.text())).toArray(float[][]::new);
    }

    private float[] vector(String text) {
        float[] counts = new float[dimension];
        for (String word : English.words(text.toLowerCase(Locale.ROOT))) {
            counts[Math.floorMod(word.hashCode(), dimension)]++;
        }
        return counts;
    }
}
