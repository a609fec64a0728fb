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
 */
public record EvaluationSettings(List<Integer> budgets, int floor, HeadSettings head, int shuffles, int resamples) {
    public static final EvaluationSettings DEFAULT =
            new EvaluationSettings(List.of(1, 2, 4, 8, 16), 0, HeadSettings.DEFAULT, 20, 2000);

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
        return new EvaluationSettings(budgets, samples, head, shuffles, resamples);
    }

    public EvaluationSettings withHead(HeadSettings training) {
        return new EvaluationSettings(budgets, floor, training, shuffles, resamples);
    }

    public EvaluationSettings withBudgets(List<Integer> means) {
        return new EvaluationSettings(means, floor, head, shuffles, resamples);
    }
}
