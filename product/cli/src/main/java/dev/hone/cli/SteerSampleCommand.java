package dev.hone.cli;

import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.core.files.LineWriter;
import dev.hone.core.run.RunSpec;
import dev.hone.core.statistics.Bootstrap;
import dev.hone.core.statistics.Interval;
import dev.hone.lm.GenerationRequest;
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
import dev.hone.steer.SteeredModel;
import dev.hone.transformer.generate.LocalModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hone steer sample}: a frozen model's own samples with their token ids, resumably. */
@Command(
        name = "sample",
        description =
                "Draws N samples of every prompt with their token ids: what 'hone steer fit' learns from. With --steer they are led,"
                        + " for a second round.",
        mixinStandardHelpOptions = true)
final class SteerSampleCommand implements Runnable {
    private static final int MEASURED = 100;
    private static final int RESAMPLES = 1000;

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
    private final SteeringFlags steering = new SteeringFlags();

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
        boolean led = steering.asked();
        Path promptsPath = InputFile.of(promptsFile);
        List<Query> prompts = Queries.read(promptsPath);
        SamplingOptions options = SamplingOptions.DEFAULT.withMaxTokens(maxTokens);
        RunSpec runSpec = output.declare(Session.spec(spec, common).withInput("prompts", promptsPath));
        runSpec = steering.declare(runSpec);
        ModelSource source = ModelSource.parse(model);
        Session.run(source.declare(runSpec), common, runFlags.fresh, (run, listener) -> {
            try (LocalModel opened = source.openLocal(listener)) {
                SampleStore store = SampleStore.of(run.items(RunPool.SAMPLE));
                List<Demand> demands =
                        prompts.stream().map(query -> new Demand(query, n)).toList();
                RunPool.begin(run, prompts);
                LanguageModel drawn = led ? steering.model(opened) : opened;
                Outcome outcome = new Sampling(drawn, options, run.seeds(), store, listener).draw(demands);
                outcome.stopped().ifPresent(reason -> {
                    throw reason;
                });
                if (led) {
                    tellDivergence(steering.model(opened), prompts, options, run.seeds());
                }
            }
            try (LineWriter lines = output.writer(run)) {
                Pool.write(RunPool.entries(run), lines);
            }
        });
    }

    /** How far the samples are led, by one of each of the first prompts. */
    private void tellDivergence(SteeredModel led, List<Query> prompts, SamplingOptions options, Seeds seeds) {
        double[] nats = prompts.stream()
                .limit(MEASURED)
                .mapToDouble(prompt -> led.steer(new GenerationRequest(prompt, 0, 1, options, seeds))
                        .getFirst()
                        .divergence())
                .toArray();
        Interval mean = Bootstrap.mean(seeds.child("divergence"), nats, RESAMPLES, 0.95);
        System.err.printf(
                Locale.ROOT,
                "%s is %.2f nats a text from %s (95 %%: %.2f to %.2f, by %d prompts).%n",
                led.name(),
                mean.estimate(),
                model,
                mean.low(),
                mean.high(),
                nats.length);
    }
}
