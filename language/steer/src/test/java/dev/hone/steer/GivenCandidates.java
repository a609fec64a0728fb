package dev.hone.steer;

import java.util.List;

/** Candidates of a test, each as likely as the others. */
public record GivenCandidates(List<Integer> ids, boolean whole) implements Candidates {
    public GivenCandidates {
        ids = List.copyOf(ids);
    }

    @Override
    public int size() {
        return ids.size();
    }

    @Override
    public int id(int candidate) {
        return ids.get(candidate);
    }

    @Override
    public double probability(int candidate) {
        return 1.0 / ids.size();
    }
}
