package dev.hone.guide;

import java.util.List;

/**
 * What a training came to.
 *
 * @param steps environment steps of all policies
 * @param mainEpisodes of the policy that is handed over
 * @param twinEpisodes of the reward-only twin, and of exploration
 * @param evalEpisodes report episodes at the end, which count for nobody
 * @param meanReturn of those, undiscounted
 * @param score 0 for random actions, 1 for the best hand-written student
 * @param area mean score along the budget
 * @param weight the teacher's at the end; NaN where there is none
 * @param curve score, weight and gap along the budget
 */
public record GuideResult(
        String environment,
        String method,
        long steps,
        int mainEpisodes,
        int twinEpisodes,
        int evalEpisodes,
        double meanReturn,
        double score,
        double area,
        double weight,
        List<Point> curve) {
    public GuideResult {
        curve = List.copyOf(curve);
    }

    /**
     * How it stood on the way.
     *
     * @param steps spent until then
     * @param weight the teacher's; NaN where there is none
     * @param gap in return to the twin; NaN where there is none
     */
    public record Point(long steps, double score, double weight, double gap) {}
}
