package dev.hone.imitate.pipeline;

import dev.hone.core.Listener;
import dev.hone.core.run.Run;
import dev.hone.imitate.ImitationTask;
import dev.hone.imitate.rollout.Parallel;
import dev.hone.learn.Policy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Runs a plan inside a run: whatever is finished, from a round of segments to an evaluation, is kept and not done again. Seeds are worked on side by side; a
 * row depends on its seed and condition alone.
 */
public final class Pipeline {
    private final ImitationTask task;
    private final PipelinePlan plan;
    private final int threads;

    public Pipeline(ImitationTask task, PipelinePlan plan, int threads) {
        this.task = task;
        this.plan = plan;
        this.threads = threads;
    }

    /** Does what is not done yet; rows condition by condition, then seed by seed. */
    public List<PipelineRow> run(Run run, Listener listener) {
        Workshop workshop = new Workshop(run, task, plan);
        workshop.demonstrate(listener);
        Progress progress = new Progress(listener, plan.pieces());
        int besides = Math.max(1, threads / plan.seeds());
        List<List<PipelineRow>> bySeed = Parallel.map(
                        0, plan.seeds(), threads, Listener.NONE, () -> worker(workshop, progress, besides))
                .toList();
        progress.end();
        List<PipelineRow> rows = new ArrayList<>();
        for (int c = 0; c < plan.conditions().size(); c++) {
            for (List<PipelineRow> ofSeed : bySeed) {
                rows.add(ofSeed.get(c));
            }
        }
        return rows;
    }

    /**
     * The policies of a row that {@link #run} gave, one for each call.
     *
     * @param folder of the run
     */
    public Supplier<Policy> policies(Path folder, PipelineRow row) {
        return SeedChain.policies(folder, task, plan, row);
    }

    private Parallel.Worker<List<PipelineRow>> worker(Workshop workshop, Progress progress, int besides) {
        return new Parallel.Worker<>() {
            @Override
            public List<PipelineRow> work(int index) {
                SeedChain chain = new SeedChain(workshop, plan.firstSeed() + index, besides, progress);
                return plan.conditions().stream().map(chain::row).toList();
            }

            @Override
            public void close() {}
        };
    }
}
