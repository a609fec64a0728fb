package dev.hone.budget.head;

import java.util.ArrayList;
import java.util.List;

/**
 * Fits a head that says the same of all queries of a group: the best constants of each group, drawn a little towards those of
 * all queries, which are also what a query of no known group gets.
 *
 * <p>It is written as a {@link Network} with one hidden unit a group, so that whatever saves, loads and runs heads needs to
 * know nothing of it.
 */
final class GroupHead {
    /** The weight of what all queries say, in queries of the group. */
    private static final double PRIOR = 5;

    private GroupHead() {}

    /**
     * Fits.
     *
     * @param kinds how many of the last features are groups
     */
    static DifficultyHead fit(HeadKind kind, Examples examples, int kinds) {
        double[] all = kind.loss(examples).constant(examples);
        int dimension = examples.dimension();
        double[][] outputs = new double[kinds][];
        for (int group = 0; group < kinds; group++) {
            outputs[group] = drawn(kind, examples.subset(members(examples, dimension - kinds + group)), all);
        }
        return kind.around(Network.byLastFeatures(dimension, all, outputs));
    }

    private static double[] drawn(HeadKind kind, Examples own, double[] all) {
        double[] outputs = all.clone();
        if (own.size() > 0) {
            double[] alone = kind.loss(own).constant(own);
            double share = own.size() / (own.size() + PRIOR);
            for (int k = 0; k < outputs.length; k++) {
                outputs[k] += share * (alone[k] - all[k]);
            }
        }
        return outputs;
    }

    private static int[] members(Examples examples, int feature) {
        List<Integer> members = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            if (examples.features(i)[feature] != 0) {
                members.add(i);
            }
        }
        return members.stream().mapToInt(Integer::intValue).toArray();
    }
}
