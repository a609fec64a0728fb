package dev.hone.cli;

import dev.hone.core.HoneException;
import dev.hone.core.files.LineWriter;
import dev.hone.core.run.RunSpec;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import dev.hone.lm.format.Pool;
import dev.hone.lm.format.Queries;
import dev.hone.lm.sampling.Demand;
import dev.hone.lm.sampling.Outcome;
import dev.hone.lm.sampling.RunPool;
import dev.hone.lm.sampling.SampleStore;
import dev.hone.lm.sampling.Sampling;
import dev.hone.transformer.generate.LocalModel;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hone steer sample}: a frozen model's own samples with their token ids, resumably. */
@Command(
        name = "sample",
        description = "Draws N samples of every prompt with their token ids: what 'hone steer fit' learns from.",
        mixinStandardHelpOptions = true)
final class SteerSampleCommand implements Runnable {
    @Parameters(paramLabel = "PROMPTS", description = "JSON lines {\"id\", \"prompt\" or \"messages\"}.")
    private Path promptsFile = Path.of("");

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            required = true,
            description = "arithmetic, stories15m, or a Hugging Face folder.")
    private String model = "";

    @Option(names = "--n", paramLabel = "N", defaultValue = "4", description = "Samples of each prompt. Default: 4.")
    private int n;

    @Option(names = "--max-tokens", paramLabel = "N", defaultValue = "64", description = "Most tokens. Default: 64.")
    private int maxTokens;

    @Mixin
    private final OutputFlags output = new OutputFlags();

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
        Path promptsPath = InputFile.of(promptsFile);
        List<Query> prompts = Queries.read(promptsPath);
        SamplingOptions options = SamplingOptions.DEFAULT.withMaxTokens(maxTokens);
        RunSpec runSpec = output.declare(Session.spec(spec, common).withInput("prompts", promptsPath));
        ModelSource source = ModelSource.parse(model);
        Session.run(source.declare(runSpec), common, runFlags.fresh, (run, listener) -> {
            try (LocalModel opened = source.openLocal(listener)) {
                SampleStore store = SampleStore.of(run.items(RunPool.SAMPLE));
                List<Demand> demands =
                        prompts.stream().map(query -> new Demand(query, n)).toList();
                RunPool.begin(run, prompts);
                Outcome outcome = new Sampling(opened, options, run.seeds(), store, listener).draw(demands);
                outcome.stopped().ifPresent(reason -> {
                    throw reason;
                });
            }
            try (LineWriter lines = output.writer(run)) {
                Pool.write(RunPool.entries(run), lines);
            }
        });
    }
}
