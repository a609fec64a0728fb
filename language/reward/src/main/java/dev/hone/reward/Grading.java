package dev.hone.reward;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.run.Items;
import dev.hone.core.run.Run;
import dev.hone.lm.Completion;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.Sample;
import dev.hone.lm.sampling.Calls;
import dev.hone.lm.sampling.RunPool;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Puts a reward's numbers into a pool. The rewards of one entry are one item of the run, committed together; so a grader that
 * fails, or a kill, loses at most the entries under way, and the same command asks for the others only.
 */
public final class Grading {
    private Grading() {}

    /**
     * Grades the entries that the run has no grades of; rewards they came with are replaced.
     *
     * @param run keeps the grades
     * @param entries iterated more than once
     * @param listener told of every entry
     * @return the entries with their rewards, in order; made as they are iterated
     * @throws HoneException if a sample's text is not known, the grader fails, or this thread is interrupted; what is graded is
     *     kept
     */
    public static Iterable<PoolEntry> of(Run run, Collection<PoolEntry> entries, Reward reward, Listener listener) {
        Items grades = run.items(RunPool.GRADE);
        RunPool.gradedBy(run, reward.name());
        AtomicLong done = new AtomicLong();
        listener.begin("grading", 0, entries.size());
        try {
            boolean all = Calls.make(entries, reward.concurrency(), entry -> {
                if (!isGraded(entry, grades)) {
                    grades.put(entry.query().id(), RunPool.grades(score(entry, reward)));
                }
                synchronized (done) {
                    listener.advance(done.incrementAndGet());
                }
            });
            if (!all) {
                throw new HoneException(
                        "Grading was interrupted with " + done.get() + " of " + entries.size() + " queries graded.",
                        "repeat the command; it goes on from there");
            }
        } finally {
            listener.end();
        }
        return () -> entries.stream()
                .map(entry -> graded(entry, grades).gradedBy(reward.name()))
                .iterator();
    }

    private static boolean isGraded(PoolEntry entry, Items grades) {
        return grades.get(entry.query().id())
                .flatMap(item -> RunPool.graded(entry, item))
                .isPresent();
    }

    private static PoolEntry graded(PoolEntry entry, Items grades) {
        return grades.get(entry.query().id())
                .flatMap(item -> RunPool.graded(entry, item))
                .orElseThrow();
    }

    private static Map<String, double[]> score(PoolEntry entry, Reward reward) {
        Map<String, double[]> rewards = new TreeMap<>();
        entry.arms().forEach((arm, measured) -> {
            if (measured.samples().stream().anyMatch(sample -> sample.text().isEmpty())) {
                throw new HoneException(
                        "The query '" + entry.query().id() + "' has no texts of its samples to grade"
                                + (arm.equals(PoolEntry.SINGLE) ? "." : " in arm '" + arm + "'."),
                        "the pool was made with rewards alone; grade one that has 'samples'");
            }
            List<Completion> completions =
                    measured.samples().stream().map(Sample::completion).toList();
            rewards.put(arm, reward.grade(entry.query(), completions));
        });
        return rewards;
    }
}
