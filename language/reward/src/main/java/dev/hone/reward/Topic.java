package dev.hone.reward;

import dev.hone.lm.Completion;
import dev.hone.lm.Features;
import dev.hone.lm.Query;
import java.util.List;
import java.util.Optional;

/**
 * How alike an answer and a text are in meaning: the cosine of their sentence embeddings. A blank answer is like nothing and gets 0.
 * An embedding reads the start of a text only; see the features' own page for how much.
 */
final class Topic implements Reward {
    static final Traits TRAITS = Traits.measure(-1, 1, "a sentence embedding an answer, made once and kept on disk");

    private final String name;
    private final String text;
    private final Features features;
    private Optional<float[]> direction = Optional.empty();

    Topic(String name, String text, Features features) {
        this.name = name;
        this.text = text;
        this.features = features;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Traits traits() {
        return TRAITS;
    }

    @Override
    public int concurrency() {
        return Runtime.getRuntime().availableProcessors();
    }

    @Override
    public double[] score(Query query, List<Completion> completions) {
        if (completions.isEmpty()) {
            return new double[0];
        }
        float[] wanted = direction();
        float[][] answers = AnswerVectors.of(features, completions); // [completions, dimension]
        double[] scores = new double[answers.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = cosine(answers[i], wanted);
        }
        return scores;
    }

    /** The vector of the wanted text, made once. [dimension] */
    private synchronized float[] direction() {
        float[] vector = direction.orElseGet(() -> features.of(List.of(Query.of("topic", text)))[0]);
        direction = Optional.of(vector);
        return vector;
    }

    private static double cosine(float[] a, float[] b) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (double) a[i] * b[i];
            aa += (double) a[i] * a[i];
            bb += (double) b[i] * b[i];
        }
        return aa == 0 || bb == 0 ? 0 : Math.clamp(ab / Math.sqrt(aa * bb), -1, 1);
    }
}
