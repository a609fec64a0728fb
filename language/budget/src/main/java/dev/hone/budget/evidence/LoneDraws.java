package dev.hone.budget.evidence;

import dev.hone.lm.Completion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Every query by itself: it draws until its samples are enough, or it is at its cap. */
final class LoneDraws implements DrawRule {
    /** Says how many samples a query shall have, given those it has. */
    @FunctionalInterface
    interface Wanted {
        /** As many as {@code samples}, or fewer, to stop. */
        int after(int query, List<Completion> samples);
    }

    private final int[] caps;
    private final Wanted wanted;
    private SequencedMap<Integer, Integer> round = new LinkedHashMap<>();

    /** @param caps most samples of each query */
    LoneDraws(int[] caps, Wanted wanted) {
        this.caps = caps.clone();
        this.wanted = wanted;
        for (int i = 0; i < caps.length; i++) {
            ask(i, List.of());
        }
    }

    @Override
    public SequencedMap<Integer, Integer> next() {
        SequencedMap<Integer, Integer> now = round;
        round = new LinkedHashMap<>();
        return now;
    }

    @Override
    public void show(int query, List<Completion> samples) {
        ask(query, samples);
    }

    private void ask(int query, List<Completion> samples) {
        int next = Math.min(caps[query], wanted.after(query, samples));
        if (next > samples.size()) {
            round.put(query, next);
        }
    }
}
