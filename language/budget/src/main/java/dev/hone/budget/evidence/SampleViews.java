package dev.hone.budget.evidence;

import dev.hone.budget.evaluation.GradedQueries;
import java.util.Arrays;
import java.util.stream.IntStream;

/** What the samples of a pool show, for replays in any order: traits of each and likeness of all pairs of a query. Immutable. */
final class SampleViews {
    private final SampleTraits[][] traits; // [queries][samples], pairs of tokens left out
    private final float[][][] likeness; // [queries][samples][earlier samples]

    private SampleViews(SampleTraits[][] traits, float[][][] likeness) {
        this.traits = traits;
        this.likeness = likeness;
    }

    /** Whether all samples have their texts. */
    static boolean readable(GradedQueries queries) {
        return IntStream.range(0, queries.size())
                .allMatch(i -> queries.drawn(i).stream().allMatch(s -> s.text().isPresent()));
    }

    /** Looks at all samples of {@link #readable} queries. */
    static SampleViews of(GradedQueries queries) {
        SampleTraits[][] traits = new SampleTraits[queries.size()][];
        float[][][] likeness = new float[queries.size()][][];
        IntStream.range(0, traits.length).parallel().forEach(i -> {
            SampleTraits[] own = queries.drawn(i).stream()
                    .map(sample -> SampleTraits.of(sample.text().orElseThrow()))
                    .toArray(SampleTraits[]::new);
            likeness[i] = new float[own.length][];
            for (int s = 0; s < own.length; s++) {
                likeness[i][s] = new float[s];
                for (int earlier = 0; earlier < s; earlier++) {
                    likeness[i][s][earlier] = (float) own[s].likeness(own[earlier]);
                }
            }
            traits[i] = Arrays.stream(own).map(SampleTraits::withoutPairs).toArray(SampleTraits[]::new);
        });
        return new SampleViews(traits, likeness);
    }

    /** Features after each of the first {@code last} samples in an order. [last][SampleLook.FEATURES] */
    double[][] walk(int query, int[] order, int last) {
        SampleLook look = new SampleLook();
        double[][] features = new double[last][];
        for (int b = 0; b < last; b++) {
            double[] like = new double[b];
            for (int e = 0; e < b; e++) {
                like[e] = likeness[query][Math.max(order[b], order[e])][Math.min(order[b], order[e])];
            }
            look.add(traits[query][order[b]], like);
            features[b] = look.features();
        }
        return features;
    }
}
