package dev.hone.budget.evidence;

import dev.hone.lm.Completion;
import dev.hone.reward.Selector;
import java.util.List;
import java.util.Optional;

/** When one query's samples are enough, whatever other queries do. */
public final class Stopping {
    private Stopping() {}

    /**
     * A vote: samples that the query shall have before the vote is looked at again. It is over when no outcome of those left can
     * change it, or from a cap of 9 when the leader is the majority beyond reasonable doubt.
     *
     * @param samples all so far
     * @param cap most samples
     * @return the number of samples there are if the vote is settled, else more
     */
    public static int vote(Selector selector, List<Completion> samples, int cap) {
        Ballot ballot = new Ballot();
        List<Optional<String>> answers =
                samples.stream().map(Completion::text).map(selector::answer).toList();
        for (int answer : Answers.number(answers)) {
            ballot.add(answer);
            if (ballot.settled(cap)) {
                return samples.size();
            }
        }
        return samples.size() + ballot.soonest(cap);
    }
}
