package dev.hone.budget.arms;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation of several arms found.
 *
 * @param arms that were chosen among
 * @param unit what costs are counted in
 * @param queries that were reported
 * @param leftOut queries of the pool that lack an arm
 * @param rows every policy, split and share
 * @param tests what the guards said
 */
public record ArmEvaluation(
        List<String> arms, CostUnit unit, int queries, int leftOut, List<ArmRow> rows, List<Tests> tests) {
    /**
     * How often the tests let a router plan.
     *
     * @param known fits whose router may plan for queries of a kind that was seen
     * @param unseen fits whose router may plan for others
     * @param fits in all
     */
    public record Tests(SplitKind split, int known, int unseen, int fits) {
        static Tests of(SplitKind split, List<Router> routers) {
            return new Tests(
                    split,
                    (int) routers.stream().filter(r -> r.known().supported()).count(),
                    (int) routers.stream().filter(r -> r.unseen().supported()).count(),
                    routers.size());
        }
    }

    public ArmEvaluation {
        arms = List.copyOf(arms);
        rows = List.copyOf(rows);
        tests = List.copyOf(tests);
    }

    /** The row of a policy at a share, if the split was possible. */
    public Optional<ArmRow> row(SplitKind split, ArmPolicy policy, double share) {
        return rows.stream()
                .filter(row -> row.split() == split && row.policy() == policy && row.share() == share)
                .findFirst();
    }

    /** What all this means, a sentence each. */
    public List<String> findings() {
        List<String> findings = new ArrayList<>();
        if (leftOut > 0) {
            findings.add(leftOut + " queries lack one of the arms and are left out: not measured is not zero.");
        }
        for (Tests test : tests) {
            row(test.split(), ArmPolicy.PLAN, 0.5).ifPresent(plan -> findings.add(sentence(test, plan)));
        }
        if (tests.stream().noneMatch(test -> test.split() == SplitKind.GROUPS)) {
            findings.add(
                    "The queries have no groups: what a router does on kinds of queries it never saw is not known.");
        }
        return findings;
    }

    private static String sentence(Tests test, ArmRow plan) {
        String held = test.split() == SplitKind.GROUPS ? "On groups it never saw" : "On queries like those it saw";
        String gain = String.format(
                Locale.ROOT,
                "%+.3f [%+.3f, %+.3f]",
                plan.gain().estimate(),
                plan.gain().low(),
                plan.gain().high());
        String verdict = plan.gain().low() > 0
                ? "the plan gains " + gain + " over the best fixed mix at half the way in cost"
                : "there is no gain over the best fixed mix beyond chance, " + gain + " at half the way in cost";
        return held + " " + verdict + "; its tests let the router plan for known kinds in " + test.known()
                + " and for unseen kinds in " + test.unseen() + " of " + test.fits() + " fits.";
    }

    /** What {@code --json} writes. */
    public Map<String, List<SequencedMap<String, @Nullable Object>>> toJson() {
        return Map.of("rows", rows.stream().map(ArmRow::toJson).toList());
    }
}
