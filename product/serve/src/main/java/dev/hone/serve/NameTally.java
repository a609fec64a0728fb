package dev.hone.serve;

import dev.hone.budget.serving.Served;
import dev.hone.serve.openai.UsageOf;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was served under one name. Used under its owner's lock. */
final class NameTally {
    /** Requests remembered one by one, for what they say about saving. */
    private static final int REMEMBERED = 4000;

    private long requests;
    private long failures;
    private long samples;
    private long promptTokens;
    private long completionTokens;
    private long degraded;
    private long overheadNanos;
    private final Map<String, Long> samplesByArm = new TreeMap<>();
    private final Deque<double[]> explored = new ArrayDeque<>();
    private final Deque<double[]> planned = new ArrayDeque<>(); // {reward of the best, samples}

    /**
     * The counts at one moment.
     *
     * @param explored rewards of all samples of requests that drew their cap
     * @param planned {reward of the answer, samples} of requests that were planned and graded
     */
    record Counts(
            long requests,
            long failures,
            long samples,
            long promptTokens,
            long completionTokens,
            long degraded,
            double meanOverheadMillis,
            Map<String, Long> samplesByArm,
            List<double[]> explored,
            List<double[]> planned) {}

    void decided(long nanos) {
        overheadNanos += nanos;
        requests++;
    }

    void failed() {
        failures++;
    }

    void relayed(String arm, int candidates, UsageOf used) {
        samples += candidates;
        samplesByArm.merge(arm, (long) candidates, Long::sum);
        promptTokens += used.promptTokens();
        completionTokens += used.completionTokens();
    }

    void served(Served served) {
        samples += served.samples().size();
        served.arms().forEach(arm -> samplesByArm.merge(arm, 1L, Long::sum));
        promptTokens += served.promptTokens();
        completionTokens += served.completionTokens();
        degraded += served.degraded().isPresent() ? 1 : 0;
        if (served.rewards().size() != served.samples().size()) {
            return;
        }
        if (served.decision().explored()) {
            remember(
                    explored,
                    served.rewards().stream().mapToDouble(Double::doubleValue).toArray());
        } else {
            double best = served.rewards().get(served.ranking().getFirst());
            remember(planned, new double[] {best, served.samples().size()});
        }
    }

    private static void remember(Deque<double[]> among, double[] one) {
        among.addLast(one);
        if (among.size() > REMEMBERED) {
            among.removeFirst();
        }
    }

    /** Adds up what another name counted; its requests one by one are forgotten. */
    void absorb(NameTally other) {
        requests += other.requests;
        failures += other.failures;
        samples += other.samples;
        promptTokens += other.promptTokens;
        completionTokens += other.completionTokens;
        degraded += other.degraded;
        overheadNanos += other.overheadNanos;
    }

    Counts counts() {
        return new Counts(
                requests,
                failures,
                samples,
                promptTokens,
                completionTokens,
                degraded,
                requests == 0 ? 0 : overheadNanos / 1e6 / requests,
                new TreeMap<>(samplesByArm),
                new ArrayList<>(explored),
                new ArrayList<>(planned));
    }
}
