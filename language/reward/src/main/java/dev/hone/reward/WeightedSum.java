package dev.hone.reward;

import dev.hone.core.HoneException;
import dev.hone.lm.Completion;
import dev.hone.lm.Query;
import dev.hone.reward.Traits.Verifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Weighted sum of rewards, as their makers scale them: a reward in [-1, 1] beside one of hundreds is nothing.
 *
 * @param members at least one
 */
record WeightedSum(String name, List<Member> members) implements Reward {
    /** What is known of a sum before its members are; for a list. */
    static final Traits UNKNOWN =
            Traits.measure(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, "what its members cost");

    /**
     * One reward of a sum.
     *
     * @param weight finite and not 0
     */
    record Member(double weight, Reward reward) {
        double low() {
            return weight
                    * (weight > 0 ? reward.traits().low() : reward.traits().high());
        }

        double high() {
            return weight
                    * (weight > 0 ? reward.traits().high() : reward.traits().low());
        }
    }

    WeightedSum {
        members = List.copyOf(members);
    }

    /** The members' traits together: ranges add up, one member that needs something makes the sum need it. */
    @Override
    public Traits traits() {
        List<Traits> all =
                members.stream().map(member -> member.reward().traits()).toList();
        return new Traits(
                members.stream().mapToDouble(Member::low).sum(),
                members.stream().mapToDouble(Member::high).sum(),
                Traits.Scale.REAL,
                all.stream().anyMatch(Traits::needsReference),
                Verifier.NEVER_ENOUGH,
                all.stream().map(Traits::cost).distinct().collect(Collectors.joining("; ")),
                // declared from nothing to the network, so the greatest is the farthest
                Collections.max(all.stream().map(Traits::reach).toList()));
    }

    @Override
    public List<Path> files() {
        return members.stream()
                .flatMap(member -> member.reward().files().stream())
                .distinct()
                .toList();
    }

    @Override
    public int concurrency() {
        return members.stream()
                .mapToInt(member -> member.reward().concurrency())
                .max()
                .orElse(1);
    }

    @Override
    public double[] score(Query query, List<Completion> completions) {
        double[] sums = new double[completions.size()];
        for (Member member : members) {
            double[] grades = member.reward().grade(query, completions);
            for (int i = 0; i < sums.length; i++) {
                sums[i] += member.weight() * grades[i];
            }
        }
        return sums;
    }

    @Override
    public void requireGradable(String source, Collection<Query> queries) {
        members.forEach(member -> member.reward().requireGradable(source, queries));
    }

    /** Closes every member, whatever becomes of the others. */
    @Override
    public void close() {
        List<HoneException> failures = new ArrayList<>();
        for (Member member : members) {
            try {
                member.reward().close();
            } catch (HoneException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }
}
