package dev.hone.budget.arms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * How the qualities of the arms are read off a neighbourhood.
 *
 * @param target what is averaged
 * @param widths for each arm the width of the neighbourhood, an index, the widest first; the last stands for all, averaged
 */
public record ArmHead(Target target, List<Integer> widths) {
    public ArmHead {
        widths = List.copyOf(widths);
    }

    /** Heads with one width for all arms. */
    static List<ArmHead> candidates(int arms) {
        List<ArmHead> heads = new ArrayList<>();
        for (int width = 0; width <= Neighbourhood.ALL; width++) {
            List<Integer> same = Collections.nCopies(arms, width);
            heads.add(new ArmHead(Target.GAIN, same));
            if (arms == 2) {
                heads.add(new ArmHead(Target.PREFERENCE, same));
            }
        }
        return heads;
    }

    /** The head that no choice is needed for: all widths, averaged alike for all arms. */
    static ArmHead usual(int arms) {
        return new ArmHead(Target.GAIN, Collections.nCopies(arms, Neighbourhood.ALL));
    }

    /**
     * By how much each arm's answer is worth more than another's. Preferences are turned into a difference of rewards by the slope of the sigmoid at 0.
     *
     * @param means of the fitting queries [columns]
     */
    double[] quality(Neighbourhood around, double[] means, Outcomes shape) {
        if (target == Target.PREFERENCE) {
            double preference = around.mean(widths.get(0), shape.preference(), means);
            return new double[] {0, 4 * (preference - 0.5)};
        }
        return rewards(around, means, shape);
    }

    /** Expected reward of each arm. [arms] */
    double[] rewards(Neighbourhood around, double[] means, Outcomes shape) {
        double[] rewards = new double[shape.arms()];
        for (int a = 0; a < rewards.length; a++) {
            rewards[a] = around.mean(widths.get(a), a, means);
        }
        return rewards;
    }

    /** Expected length of each arm's answer; NaN where lengths aren't counted. */
    double[] lengths(Neighbourhood around, double[] means, Outcomes shape) {
        double[] lengths = new double[shape.arms()];
        Arrays.fill(lengths, Double.NaN);
        for (int a = 0; a < lengths.length && shape.lengths(); a++) {
            lengths[a] = around.mean(widths.get(a), shape.length(a), means);
        }
        return lengths;
    }
}
