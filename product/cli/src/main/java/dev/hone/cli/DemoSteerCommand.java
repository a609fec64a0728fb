package dev.hone.cli;

import dev.hone.core.Listener;
import dev.hone.core.files.AtomicFolder;
import dev.hone.core.run.Run;
import dev.hone.lm.Completion;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.Query;
import dev.hone.lm.Sample;
import dev.hone.lm.SamplingOptions;
import dev.hone.lm.format.Pool;
import dev.hone.lm.sampling.Demand;
import dev.hone.lm.sampling.RunPool;
import dev.hone.lm.sampling.SampleStore;
import dev.hone.lm.sampling.Sampling;
import dev.hone.reward.Reward;
import dev.hone.reward.Rewards;
import dev.hone.steer.SteeredModel;
import dev.hone.steer.Weighted;
import dev.hone.steer.decode.TiltSettings;
import dev.hone.steer.evaluation.BaseSamples;
import dev.hone.steer.evaluation.Policy;
import dev.hone.steer.evaluation.PolicyRow;
import dev.hone.steer.evaluation.SteerEvaluation;
import dev.hone.steer.fit.FitSettings;
import dev.hone.steer.fit.FittedValue;
import dev.hone.steer.fit.QFit;
import dev.hone.steer.head.ValueFile;
import dev.hone.transformer.generate.LocalModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hone demo steer}: two values learnt in front of the user, and the frozen model's words beside the led ones. */
@Command(
        name = "steer",
        description = "Teaches a small frozen model two leanings, without touching it, and shows both kinds of text.",
        mixinStandardHelpOptions = true)
final class DemoSteerCommand implements Runnable {
    private static final String MODEL = "stories15m";
    private static final List<String> REWARDS = List.of("positivity", "readability");
    private static final int OPENINGS = 600;
    private static final int SHOWN = 24;
    private static final int MOST_PROMPTS = 264;
    private static final int TOLD = 3;
    private static final int BASE = 32;
    private static final int STEERED = 8;
    private static final double STRENGTH = 5;
    private static final SamplingOptions OPENING = SamplingOptions.DEFAULT.withMaxTokens(9);
    private static final SamplingOptions OPTIONS = SamplingOptions.DEFAULT.withMaxTokens(40);

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
        Session.run(Session.spec(spec, common), common, runFlags.fresh, this::demo);
    }

    private void demo(Run run, Listener listener) {
        try (LocalModel model = LocalModel.embedded(MODEL)) {
            List<Query> prompts = openings(model, run);
            List<Query> shown = prompts.subList(0, SHOWN);
            List<Query> learnt = prompts.subList(SHOWN, prompts.size());
            screen.line("A small model tells " + 4 * learnt.size()
                    + " stories; from these and a reward for whole stories,");
            screen.line("what each next word is worth is learnt. The model's weights stay as they are.");
            List<Weighted> values = new ArrayList<>();
            for (String reward : REWARDS) {
                values.add(new Weighted(ValueFile.open(value(reward, learnt, model, run, listener), model), 1));
            }
            compare(model, shown, values, run, listener);
        }
    }

    /** What the model itself begins with, each once. */
    private static List<Query> openings(LocalModel model, Run run) {
        Query nothing = Query.of("openings", "");
        List<String> texts =
                model.raw().generate(new GenerationRequest(nothing, 0, OPENINGS, OPENING, run.seeds())).stream()
                        .map(completion -> completion.text().strip())
                        .filter(text -> !text.isEmpty())
                        .distinct()
                        .limit(MOST_PROMPTS)
                        .toList();
        List<Query> queries = new ArrayList<>();
        texts.forEach(text -> queries.add(Query.of("opening" + queries.size(), text)));
        RunPool.begin(run, queries);
        return queries;
    }

    /** Samples and grades of the run, and the value made of them; what is there is not made again. */
    private static Path value(String reward, List<Query> learnt, LocalModel model, Run run, Listener listener) {
        Path folder = run.folder().resolve(reward + ".value");
        if (Files.isDirectory(folder)) {
            return folder;
        }
        new Sampling(model, OPTIONS, run.seeds(), SampleStore.of(run.items(RunPool.SAMPLE)), listener)
                .draw(learnt.stream().map(query -> new Demand(query, 4)).toList());
        try (Reward judge = Rewards.reward(reward)) {
            List<PoolEntry> graded = new ArrayList<>();
            for (PoolEntry entry : RunPool.entries(run)) {
                graded.add(graded(entry, judge));
            }
            Pool pool = new Pool("the demo's samples", graded);
            try (FittedValue fitted = QFit.fit(pool, model, judge, FitSettings.DEFAULT, run.seeds(), listener);
                    AtomicFolder target = AtomicFolder.create(folder, true)) {
                fitted.save(target, reward, model, Map.of("run", run.id()));
            }
        }
        return folder;
    }

    private static PoolEntry graded(PoolEntry entry, Reward judge) {
        List<Sample> samples = entry.arm(PoolEntry.SINGLE).orElseThrow().samples();
        double[] rewards = judge.grade(
                entry.query(), samples.stream().map(Sample::completion).toList());
        List<Sample> all = new ArrayList<>();
        samples.forEach(sample -> all.add(sample.withReward(rewards[all.size()])));
        return PoolEntry.of(entry.query(), all);
    }

    private void compare(LocalModel model, List<Query> shown, List<Weighted> values, Run run, Listener listener) {
        List<Policy> policies = new ArrayList<>();
        values.forEach(value -> policies.add(Policy.steered(List.of(value), TiltSettings.USUAL, STRENGTH)));
        policies.add(Policy.steered(values, TiltSettings.USUAL, STRENGTH));
        List<Reward> rewards = REWARDS.stream().map(Rewards::reward).toList();
        try {
            List<PolicyRow> rows = new SteerEvaluation(model, shown, rewards, OPTIONS, run, listener)
                    .rows(policies, new BaseSamples.Drawn(BASE), List.of(1, 4, BASE), STEERED, List.of(1, 4));
            SteerView.keep(run, "A frozen model, led", rows);
            tell(model, shown, policies, run);
            SteerView.show(run, rows, shown.size(), screen);
        } finally {
            rewards.forEach(Reward::close);
        }
        screen.line("");
        screen.line("On a model and a reward of your own:");
        screen.line("  hone steer sample prompts.jsonl --model FOLDER --n 4 --out samples.jsonl.gz");
        screen.line("  hone steer fit samples.jsonl.gz --model FOLDER --reward REWARD --out value");
        screen.line("  hone generate --model FOLDER --prompt TEXT --steer value:3");
    }

    /** The same openings and the same random numbers, with and without. */
    private void tell(LocalModel model, List<Query> shown, List<Policy> policies, Run run) {
        for (Query opening : shown.subList(0, TOLD)) {
            GenerationRequest request = new GenerationRequest(opening, 0, 1, OPTIONS, run.seeds());
            screen.line("");
            screen.line(opening.text() + " …");
            screen.line("  frozen       " + line(model.generate(request)));
            for (Policy policy : policies) {
                SteeredModel led = new SteeredModel(model, policy.values(), policy.settings());
                String name = policy.values().size() > 1 ? "both" : policy.name();
                screen.line(String.format(Locale.ROOT, "  %-12s %s", name, line(led.generate(request))));
            }
        }
        screen.line("");
    }

    private static String line(List<Completion> completions) {
        return completions.getFirst().text().strip().replaceAll("\\s+", " ");
    }
}
