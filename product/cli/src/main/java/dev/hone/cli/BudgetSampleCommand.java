package dev.hone.cli;

import dev.hone.core.HoneException;
import dev.hone.core.files.LineWriter;
import dev.hone.core.run.RunSpec;
import dev.hone.lm.LanguageModel;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import dev.hone.lm.format.Pool;
import dev.hone.lm.format.Queries;
import dev.hone.lm.sampling.Demand;
import dev.hone.lm.sampling.Outcome;
import dev.hone.lm.sampling.RunPool;
import dev.hone.lm.sampling.SampleStore;
import dev.hone.lm.sampling.Sampling;
import dev.hone.reward.Grading;
import dev.hone.reward.Reward;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hone budget sample}: draws and grades samples, resumably. */
@Command(
        name = "sample",
        description = "Draws N samples of every query and grades them: a pool to fit on.",
        mixinStandardHelpOptions = true)
final class BudgetSampleCommand implements Runnable {
    @Parameters(
            paramLabel = "QUERIES",
            description = "JSON lines {\"id\", \"prompt\" or \"messages\", \"reference\"?}.")
    private Path queriesFile = Path.of("");

    @Option(names = "--model", paramLabel = "MODEL", required = true, description = ModelSource.DESCRIPTION)
    private String model = "";

    @Option(names = "--reward", paramLabel = "REWARD", required = true, description = "See 'hone rewards'.")
    private String rewardName = "";

    @Option(names = "--n", paramLabel = "N", defaultValue = "64", description = "Samples of each query. Default: 64.")
    private int n;

    @Mixin
    private final OutputFlags output = new OutputFlags();

    @Mixin
    private final SamplingFlags sampling = new SamplingFlags();

    @Mixin
    private final EndpointFlags endpoint = new EndpointFlags();

    @Mixin
    private final RunFlags runFlags = new RunFlags();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec spec;

    @Override
    public void run() {
        if (n < 1) {
            throw new HoneException("--n is " + n + ".", "ask for at least 1 sample");
        }
        Path queriesPath = InputFile.of(queriesFile);
        List<Query> queries = Queries.read(queriesPath);
        SamplingOptions options = sampling.options(BudgetCommand.MAX_TOKENS);
        try (Reward reward = RewardSource.reward(rewardName)) {
            reward.requireGradable(queriesFile.toString(), queries);
            RunSpec runSpec = output.declare(
                    RewardSource.declare(Session.spec(spec, common).withInput("queries", queriesPath), reward));
            ModelSource source = ModelSource.parse(model);
            if (endpoint.dryRun) {
                try (ProgressDisplay display = new ProgressDisplay();
                        LanguageModel opened = source.open(endpoint, display)) {
                    SampleStore kept = Session.drawn(source.declare(runSpec), common, runFlags.fresh, display);
                    endpoint.foretell(opened, queries, n, kept, options, display);
                }
                return;
            }
            Session.run(source.declare(runSpec), common, runFlags.fresh, (run, listener) -> {
                try (LanguageModel opened = source.open(endpoint, run, listener);
                        EndpointFlags.Bill _ = endpoint.bill(opened, listener)) {
                    SampleStore store = SampleStore.of(run.items(RunPool.SAMPLE));
                    List<Demand> demands =
                            queries.stream().map(query -> new Demand(query, n)).toList();
                    endpoint.announce(opened, demands, store, options, listener);
                    RunPool.begin(run, queries);
                    Outcome outcome = new Sampling(opened, options, run.seeds(), store, listener).draw(demands);
                    outcome.stopped().ifPresent(reason -> {
                        throw reason;
                    });
                }
                try (LineWriter lines = output.writer(run)) {
                    Pool.write(Grading.of(run, RunPool.entries(run), reward, listener), lines);
                }
            });
        }
    }
}
