package dev.hone.budget.evaluation;

import dev.hone.budget.head.HeadSettings;
import dev.hone.core.HoneException;
import java.util.List;

/**
 * How an evaluation is made.
 *
 * @param budgets mean samples per query to report on, ascending, each at least 1
 * @param floor samples every query gets: 0 where no answer is an answer, else 1
 * @param head how heads are trained, where they are
 * @param shuffles label shuffles and permutations that the controls average over
 * @param resamples of every interval
 * @param looks whether going on by what samples show without a reward is learnt and tried, where their texts are known: it looks at
 *     all pairs of a query's samples, and takes longer than all the rest
 */
public record EvaluationSettings(
        List<Integer> budgets, int floor, HeadSettings head, int shuffles, int resamples, boolean looks) {
    public static final EvaluationSettings DEFAULT =
            new EvaluationSettings(List.of(1, 2, 4, 8, 16), 0, HeadSettings.DEFAULT, 20, 2000);

    /** Without looks at samples. */
    public EvaluationSettings(List<Integer> budgets, int floor, HeadSettings head, int shuffles, int resamples) {
        this(budgets, floor, head, shuffles, resamples, false);
    }

    public EvaluationSettings {
        budgets = budgets.stream().sorted().distinct().toList();
        if (budgets.isEmpty() || budgets.getFirst() < 1) {
            throw new HoneException(
                    "The budgets to evaluate are " + budgets + ".", "give whole numbers from 1, as 1,2,4,8");
        }
        if (floor < 0 || floor > 1) {
            throw new HoneException("The floor is " + floor + ".", "give 0 or 1");
        }
        if (shuffles < 0 || resamples < 100) {
            throw new IllegalArgumentException(shuffles + " shuffles, " + resamples + " resamples");
        }
    }

    public EvaluationSettings withFloor(int samples) {
        return new EvaluationSettings(budgets, samples, head, shuffles, resamples, looks);
    }

    public EvaluationSettings withHead(HeadSettings training) {
        return new EvaluationSettings(budgets, floor, training, shuffles, resamples, looks);
    }

    public EvaluationSettings withBudgets(List<Integer> means) {
        return new EvaluationSettings(means, floor, head, shuffles, resamples, looks);
    }

    public EvaluationSettings withLooks(boolean wanted) {
        return new EvaluationSettings(budgets, floor, head, shuffles, resamples, wanted);
    }
}
