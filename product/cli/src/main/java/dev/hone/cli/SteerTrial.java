package dev.hone.cli;

import dev.hone.core.HoneException;
import dev.hone.core.run.RunSpec;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import dev.hone.lm.format.Pool;
import dev.hone.lm.format.Queries;
import dev.hone.reward.Reward;
import dev.hone.steer.evaluation.BaseSamples;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What verbs that try values out ask for alike: prompts, the model, and the frozen model's samples to compare with. */
final class SteerTrial {
    @Parameters(paramLabel = "PROMPTS", description = "JSON lines; none that a value was fitted or chosen on.")
    private Path promptsFile = Path.of("");

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            required = true,
            description = "arithmetic, stories15m, or a Hugging Face folder.")
    private String model = "";

    @Option(
            names = "--base-n",
            paramLabel = "N",
            defaultValue = "128",
            description =
                    "The frozen model's samples of each prompt: best-of-1, 4, 16, 64 and 128 up to it. Default: ${DEFAULT-VALUE}.")
    private int baseN;

    @Option(
            names = "--base",
            paramLabel = "SAMPLES",
            description =
                    "The frozen model's samples of these prompts, of 'hone steer sample'; else --base-n are drawn.")
    private Optional<Path> base = Optional.empty();

    @Option(names = "--max-tokens", paramLabel = "N", defaultValue = "64", description = "Most tokens. Default: 64.")
    private int maxTokens;

    /** Refuses numbers of samples that measure nothing. */
    void requireSamples(int n) {
        if (n < 1 || baseN < 1) {
            throw new HoneException(
                    "--n is " + n + " and --base-n is " + baseN + ".", "ask for at least 1 sample of each prompt");
        }
    }

    /** The prompts' file as the user named it. */
    Path promptsFile() {
        return promptsFile;
    }

    List<Query> prompts() {
        return Queries.read(InputFile.of(promptsFile));
    }

    ModelSource source() {
        return ModelSource.parse(model);
    }

    SamplingOptions options() {
        return SamplingOptions.DEFAULT.withMaxTokens(maxTokens);
    }

    BaseSamples frozen() {
        return base.map(file -> (BaseSamples) new BaseSamples.Of(Pool.read(file)))
                .orElseGet(() -> new BaseSamples.Drawn(baseN));
    }

    /** A run of prompts, model, rewards and samples; says now which reward can't grade these prompts. */
    RunSpec declare(RunSpec spec, List<Query> prompts, List<Reward> rewards) {
        RunSpec declared = source().declare(spec.withInput("prompts", InputFile.of(promptsFile)));
        for (Reward reward : rewards) {
            reward.requireGradable(promptsFile.toString(), prompts);
            declared = RewardSource.declare(declared, reward);
        }
        return base.isPresent() ? declared.withInput("base", base.get()) : declared;
    }

    /** The same with artefacts of values, numbered from 1. */
    static RunSpec withValues(RunSpec spec, String name, List<String> values) {
        RunSpec all = spec;
        for (int i = 0; i < values.size(); i++) {
            all = all.withInput(
                    name + " " + (i + 1), ValueFlag.parse(values.get(i)).folder());
        }
        return all;
    }
}
