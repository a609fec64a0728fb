package dev.hone.imitate.pipeline;

import dev.hone.core.HoneException;
import dev.hone.imitate.train.NetworkSettings;
import dev.hone.imitate.train.TrainingSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * What is compared and how. The protocol is fixed before anything runs: starts from {@code select} choose among the last five checkpoints, starts
 * from {@code report} give the numbers.
 *
 * @param demonstrations that every row starts from, at least 1
 * @param conditions rows, the baseline first
 * @param seeds trainings of each row, numbered from {@code firstSeed}
 * @param segments that augmentation adds
 * @param collected successful roll-outs that collecting adds
 * @param rounds of collecting and learning again; a later one collects by what the one before learnt
 * @param network sizes of the rows' networks, and how they begin a plan
 * @param training how; the same for every row
 * @param selectEpisodes roll-outs on {@code select} for each of the last five checkpoints
 * @param reportEpisodes roll-outs on {@code report} for each of them
 */
public record PipelinePlan(
        int demonstrations,
        List<Condition> conditions,
        int seeds,
        long firstSeed,
        int segments,
        int collected,
        int rounds,
        NetworkSettings network,
        TrainingSettings training,
        int selectEpisodes,
        int reportEpisodes) {
    /** Checkpoints that are tried. */
    static final int LAST = 5;

    public PipelinePlan {
        conditions = complete(conditions);
        if (demonstrations < 1 || seeds < 1 || segments < 1 || collected < 1 || rounds < 1) {
            throw new HoneException(
                    demonstrations + " demonstrations, " + seeds + " seeds, " + segments + " segments, " + collected
                            + " roll-outs and " + rounds + " rounds.",
                    "ask for at least 1 of each");
        }
        if (selectEpisodes < 1 || reportEpisodes < 1) {
            throw new HoneException(
                    selectEpisodes + " roll-outs to select and " + reportEpisodes + " to report.", "use 50 and 100");
        }
    }

    /** The baseline first, and whoever collects before whoever learns from it. */
    private static List<Condition> complete(List<Condition> wanted) {
        List<Condition> all = new ArrayList<>(List.of(Condition.PLAIN));
        for (Condition condition : wanted) {
            condition.collector().filter(one -> !all.contains(one)).ifPresent(all::add);
            if (!all.contains(condition)) {
                all.add(condition);
            }
        }
        return List.copyOf(all);
    }

    /** The checkpoints that are tried, from 1. */
    List<Integer> checkpoints() {
        List<Integer> last = new ArrayList<>();
        for (int i = Math.max(1, training.checkpoints() - LAST + 1); i <= training.checkpoints(); i++) {
            last.add(i);
        }
        return last;
    }

    /** Trainings of a row of one seed. */
    int rounds(Condition condition) {
        return condition.collector().isPresent() ? rounds : 1;
    }

    /** Pieces of work by which progress is told: updates by the hundred, and evaluations. */
    long pieces() {
        long updates = training.steps() / Progress.UPDATES;
        long more = conditions.stream().mapToLong(this::rounds).sum() - conditions.size(); // not reported
        return seeds
                * ((updates + 2L * checkpoints().size()) * conditions.size()
                        + more * (updates + checkpoints().size()));
    }
}
