package dev.hone.budget.evaluation;

import dev.hone.budget.allocation.Allocation;
import dev.hone.budget.allocation.Gains;
import dev.hone.budget.allocation.StreamPolicy;
import dev.hone.budget.head.DifficultyHead;

/** Fills curves with the plans of one fold. {@code places} are the fold's queries among all report queries. */
final class Plans {
    private Plans() {}

    /** The same for every query. */
    static void uniform(PlanCurve into, int[] places) {
        for (int mean = into.first(); mean <= into.last(); mean++) {
            for (int place : places) {
                into.set(mean, place, mean);
            }
        }
    }

    /**
     * Greedy within the fold.
     *
     * @param gains of the fold's queries, in the order of {@code places}
     * @param floor samples every query gets
     */
    static void greedy(PlanCurve into, int[] places, Gains gains, int floor) {
        Allocation allocation = new Allocation(gains, floor);
        for (int mean = into.first(); mean <= into.last(); mean++) {
            allocation.spend((long) mean * places.length);
            int[] budgets = allocation.budgets();
            for (int i = 0; i < places.length; i++) {
                into.set(mean, places[i], budgets[i]);
            }
        }
    }

    /** Every query by itself; a bin's budget with a fraction is scored as the mix that it stands for. */
    static void stream(
            PlanCurve into, int[] places, StreamPolicy policy, DifficultyHead head, float[][] features, int floor) {
        int[] bins = new int[places.length];
        for (int i = 0; i < bins.length; i++) {
            bins[i] = policy.bin(head.score(features[i]));
        }
        for (int mean = into.first(); mean <= into.last(); mean++) {
            double[] budgets = policy.budgets(mean, floor);
            for (int i = 0; i < places.length; i++) {
                into.set(mean, places[i], budgets[bins[i]]);
            }
        }
    }

    /** What a guard makes of a head's plans: theirs where it supports them, else uniform. */
    static void guarded(PlanCurve into, int[] places, PlanCurve plans, Guard guard, int floor) {
        for (int mean = into.first(); mean <= into.last(); mean++) {
            boolean supported = mean > 0 && guard.supports(mean, floor);
            for (int place : places) {
                into.set(mean, place, supported ? plans.budget(mean, place) : mean);
            }
        }
    }
}
