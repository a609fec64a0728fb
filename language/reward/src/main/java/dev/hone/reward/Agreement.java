package dev.hone.reward;

import dev.hone.lm.Completion;
import dev.hone.lm.Query;
import dev.hone.reward.Traits.Reach;
import dev.hone.reward.Traits.Scale;
import dev.hone.reward.Traits.Verifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses the answer that most completions give, and of these the first completion: self-consistency (Wang et al. 2023). A tie
 * goes to the answer seen first. A completion without an answer agrees with none, not even another such; if none has an
 * answer, the first is chosen with no vote.
 */
record Agreement(String name, Extraction extraction) implements Selector {
    static final Traits TRAITS =
            new Traits(0, 1, Scale.REAL, false, Verifier.NO, "none: answers are counted", Reach.NOTHING);

    private static final class Tally {
        private final int first;
        private int votes;

        Tally(int first) {
            this.first = first;
        }
    }

    @Override
    public Traits traits() {
        return TRAITS;
    }

    @Override
    public Optional<String> answer(String text) {
        return extraction.answer(text);
    }

    @Override
    public Selection select(Query query, List<Completion> completions) {
        Map<String, Tally> tallies = new HashMap<>();
        Tally best = new Tally(0);
        for (int i = 0; i < completions.size(); i++) {
            int index = i;
            Optional<String> answer = answer(completions.get(i).text());
            answer.ifPresent(a -> tallies.computeIfAbsent(a, _ -> new Tally(index)).votes++);
        }
        for (Tally tally : tallies.values()) {
            if (tally.votes > best.votes || (tally.votes == best.votes && tally.first < best.first)) {
                best = tally;
            }
        }
        return new Selection(best.first, best.votes, completions.size());
    }
}
