package dev.hone.cli;

import dev.hone.core.Listener;
import dev.hone.core.run.Run;
import dev.hone.core.run.RunSpec;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.format.Pool;
import dev.hone.reward.Grading;
import dev.hone.reward.Reward;
import dev.hone.steer.fit.CandidateFit;
import dev.hone.steer.fit.FitSettings;
import dev.hone.steer.fit.Fitted;
import dev.hone.steer.fit.QFit;
import dev.hone.steer.fit.Rounds;
import dev.hone.steer.head.Head;
import dev.hone.transformer.generate.LocalModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hone steer fit}: learns a value from a frozen model's samples. */
@Command(
        name = "fit",
        description = "Grades a frozen model's samples and learns what each next token is worth.",
        mixinStandardHelpOptions = true)
final class SteerFitCommand implements Runnable {
    @Parameters(
            paramLabel = "SAMPLES",
            arity = "1..*",
            description =
                    "Of 'hone steer sample': a pool with token ids; more of them for further rounds, of the same prompts.")
    private List<Path> samplesFiles = List.of();

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            required = true,
            description = "The model that drew them: arithmetic, stories15m, or a Hugging Face folder.")
    private String model = "";

    @Option(names = "--reward", paramLabel = "REWARD", required = true, description = "See 'hone rewards'.")
    private String rewardName = "";

    @Option(
            names = "--head",
            paramLabel = "HEAD",
            defaultValue = "q",
            description =
                    "q: the expected reward. distributional: how it is distributed, the exact soft value at every weight."
                            + " candidate: a small network of its own, which can also lead a model behind an API."
                            + " Default: ${DEFAULT-VALUE}.")
    private String head = "";

    @Option(
            names = "--lambda",
            paramLabel = "L",
            description = "Of TD(lambda), 0 to 1; 1 is FUDGE-style. Default: ${DEFAULT-VALUE}.")
    private double lambda = FitSettings.DEFAULT.lambda();

    @Option(names = "--passes", paramLabel = "N", description = "Passes over the samples. Default: ${DEFAULT-VALUE}.")
    private int passes = FitSettings.DEFAULT.passes();

    @Option(names = "--out", paramLabel = "VALUE", required = true, description = "Where the value's folder appears.")
    private Path out = Path.of("");

    @Option(names = "--overwrite", description = "Replace --out if it is there.")
    private boolean overwrite;

    @Mixin
    private final Screen screen = new Screen();

    @Mixin
    private final RunFlags runFlags = new RunFlags();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec spec;

    @Override
    public void run() {
        FitSettings settings = FitSettings.DEFAULT.with(Head.of(head)).with(lambda, passes);
        List<Path> paths = samplesFiles.stream().map(InputFile::of).toList();
        Pool samples = Rounds.together(paths.stream().map(Pool::read).toList());
        try (Reward reward = RewardSource.reward(rewardName)) {
            reward.requireGradable(samples.source(), samples.queries());
            ModelSource source = ModelSource.parse(model);
            RunSpec runSpec = RewardSource.declare(
                    source.declare(Session.spec(spec, common).withOut(out, overwrite)), reward);
            for (int i = 0; i < paths.size(); i++) {
                runSpec = runSpec.withInput(input(i), paths.get(i));
            }
            Session.run(runSpec, common, runFlags.fresh, (run, listener) -> {
                try (LocalModel opened = source.openLocal(listener)) {
                    fit(run, listener, samples, reward, opened, settings);
                }
            });
        }
    }

    /** What a run knows a round's file by. */
    private static String input(int round) {
        return round == 0 ? "samples" : "samples " + (round + 1);
    }

    private void fit(Run run, Listener listener, Pool samples, Reward reward, LocalModel opened, FitSettings settings) {
        List<PoolEntry> graded = new ArrayList<>();
        Grading.of(run, samples.entries(), reward, listener).forEach(graded::add);
        Pool pool = new Pool(samples.source(), graded);
        try (Fitted value = learn(pool, reward, opened, settings, run, listener)) {
            value.save(run.outputFolder(), reward.name(), opened, provenance(run));
            show(value);
        }
    }

    private Fitted learn(
            Pool pool, Reward reward, LocalModel opened, FitSettings settings, Run run, Listener listener) {
        return switch (settings.head()) {
            case Q, DISTRIBUTIONAL -> QFit.fit(pool, opened, reward, settings, run.seeds(), listener);
            case CANDIDATE ->
                CandidateFit.fit(
                        pool, opened, ModelSource.parse(model).folder(), reward, settings, run.seeds(), listener);
        };
    }

    private Map<String, String> provenance(Run run) {
        Map<String, String> facts = new LinkedHashMap<>();
        for (int i = 0; i < samplesFiles.size(); i++) {
            facts.put(input(i), samplesFiles.get(i).toString());
            facts.put(
                    input(i) + ".sha256",
                    Objects.requireNonNull(run.spec().inputs().get(input(i))).sha256());
        }
        facts.put("head", head);
        facts.put("lambda", Double.toString(lambda));
        facts.put("passes", Integer.toString(passes));
        facts.put("run", run.id());
        facts.put("seed", Long.toString(common.seed));
        return facts;
    }

    private void show(Fitted value) {
        TextTable table = new TextTable("on prompts it has not seen", "number");
        List<Map<String, Object>> rows = new ArrayList<>();
        value.heldOut().forEach((name, number) -> {
            boolean count = name.endsWith("texts");
            table.row(WORDS.getOrDefault(name, name), String.format(Locale.ROOT, count ? "%.0f" : "%.3f", number));
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("measure", name);
            row.put("value", number);
            rows.add(row);
        });
        screen.table(table);
        screen.line(String.format(
                Locale.ROOT,
                "The reward is %.4g with deviation %.4g over the model's own texts of up to %d tokens.",
                value.reward().mean(),
                value.reward().deviation(),
                value.limit()));
        screen.line("");
        screen.line("Steer with it: "
                + NextCommand.of("generate --model " + model + " --prompt 'One day' --steer " + out + ":3"));
        screen.rows(rows);
    }

    private static final Map<String, String> WORDS = Map.of(
            "half.error", "squared error at half-finished texts (ten completions each)",
            "half.rank", "rank correlation there",
            "half.explained", "variance explained there",
            "half.texts", "half-finished texts",
            "explained.0", "of whole texts' reward explained at the prompt's end",
            "explained.25", "after a quarter",
            "explained.50", "half-way",
            "explained.75", "after three quarters",
            "explained.100", "before the last token",
            "texts", "whole texts");
}
