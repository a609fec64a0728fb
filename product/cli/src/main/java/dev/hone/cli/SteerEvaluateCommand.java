package dev.hone.cli;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.run.Run;
import dev.hone.core.run.RunSpec;
import dev.hone.lm.Query;
import dev.hone.reward.Reward;
import dev.hone.steer.Weighted;
import dev.hone.steer.decode.TiltSettings;
import dev.hone.steer.evaluation.Policy;
import dev.hone.steer.evaluation.PolicyRow;
import dev.hone.steer.evaluation.PrefixReward;
import dev.hone.steer.evaluation.SteerEvaluation;
import dev.hone.steer.head.ValueFile;
import dev.hone.transformer.generate.LocalModel;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hone steer evaluate}: what steering gains and costs beside best-of-n. */
@Command(
        name = "evaluate",
        description = "Draws steered samples and the frozen model's, and compares reward, divergence and cost.",
        mixinStandardHelpOptions = true)
final class SteerEvaluateCommand implements Runnable {
    @Option(
            names = "--value",
            paramLabel = "VALUE[:WEIGHT]",
            required = true,
            description = "A value of 'hone steer fit', with a weight that --beta multiplies (1); may be repeated.")
    private List<String> values = new ArrayList<>();

    @Option(
            names = "--reward",
            paramLabel = "REWARD",
            required = true,
            description = "What samples are graded by; may be repeated. See 'hone rewards'.")
    private List<String> rewardNames = new ArrayList<>();

    @Option(
            names = "--beta",
            paramLabel = "B",
            split = ",",
            defaultValue = "0.5,1,2,3,4,6,8",
            description = "Strengths. Default: ${DEFAULT-VALUE}.")
    private List<Double> betas = new ArrayList<>();

    @Option(
            names = "--best-of",
            paramLabel = "M",
            split = ",",
            defaultValue = "1,4",
            description = "Choose the best of so many steered samples. Default: ${DEFAULT-VALUE}.")
    private List<Integer> bestOf = new ArrayList<>();

    @Option(
            names = "--n",
            paramLabel = "N",
            defaultValue = "8",
            description = "Steered samples of each prompt. Default: ${DEFAULT-VALUE}.")
    private int n;

    @Option(
            names = "--beside",
            paramLabel = "VALUE",
            description =
                    "A value to compare with, in rows of its own: fitted with --lambda 1 (FUDGE-style) or with another --head;"
                            + " may be repeated.")
    private List<String> beside = new ArrayList<>();

    @Option(
            names = "--args",
            description =
                    "Compare with tokens that go by the first --reward of the text so far (ARGS): nothing learnt, and slow.")
    private boolean args;

    @Option(names = "--uncentred", description = "Compare with what happens when bonuses are not centred.")
    private boolean uncentred;

    @Option(names = "--masked", description = "Compare with what happens when only candidates can be drawn.")
    private boolean masked;

    @Mixin
    private final SteerTrial trial = new SteerTrial();

    @Mixin
    private final TiltFlags tilt = new TiltFlags();

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
        trial.requireSamples(n);
        bestOf.forEach(m -> requireDrawn(m, n));
        betas.forEach(SteerEvaluateCommand::requireStrength);
        TiltSettings settings = tilt.settings();
        if (masked) {
            settings.masked(); // says now what can't be together
        }
        List<Query> prompts = trial.prompts();
        List<Reward> rewards = new ArrayList<>();
        try {
            rewardNames.forEach(name -> rewards.add(RewardSource.reward(name)));
            RunSpec runSpec =
                    SteerTrial.withValues(trial.declare(Session.spec(spec, common), prompts, rewards), "value", values);
            runSpec = SteerTrial.withValues(runSpec, "beside", beside);
            Session.run(runSpec, common, runFlags.fresh, (run, listener) -> {
                try (LocalModel opened = trial.source().openLocal(listener)) {
                    evaluate(run, listener, prompts, rewards, opened);
                }
            });
        } finally {
            rewards.forEach(Reward::close);
        }
    }

    private static void requireDrawn(int m, int drawn) {
        if (m < 1 || m > drawn) {
            throw new HoneException(
                    "--best-of asks for the best of " + m + ", and --n draws " + drawn + " steered samples.",
                    "give --best-of at least 1, and --n as many or more");
        }
    }

    private static void requireStrength(double beta) {
        if (!Double.isFinite(beta) || beta == 0) {
            throw new HoneException(
                    "--beta holds " + beta + ".",
                    "give strengths other than 0; the frozen model is always in the table");
        }
    }

    private void evaluate(Run run, Listener listener, List<Query> prompts, List<Reward> rewards, LocalModel opened) {
        SteerEvaluation evaluation = new SteerEvaluation(opened, prompts, rewards, trial.options(), run, listener);
        List<PolicyRow> rows = evaluation.rows(
                policies(opened, rewards.getFirst()), trial.frozen(), List.of(1, 4, 16, 64, 128), n, bestOf);
        SteerView.keep(run, "hone steer evaluate " + trial.promptsFile(), rows);
        SteerView.show(run, rows, prompts.size(), screen);
    }

    private List<Policy> policies(LocalModel opened, Reward first) {
        List<Weighted> plain =
                values.stream().map(text -> ValueFlag.parse(text).open(opened)).toList();
        List<Weighted> levelled = !uncentred
                ? List.of()
                : values.stream()
                        .map(text -> ValueFlag.parse(text).openWithLevel(opened))
                        .toList();
        List<Weighted> others = new ArrayList<>(
                beside.stream().map(text -> ValueFlag.parse(text).open(opened)).toList());
        if (args) {
            double deviation =
                    ValueFile.card(ValueFlag.parse(values.getFirst()).folder()).deviation();
            others.add(new Weighted(new PrefixReward(opened, first, deviation), 1));
        }
        TiltSettings settings = tilt.settings();
        List<Policy> policies = new ArrayList<>();
        for (double beta : betas) {
            policies.add(Policy.steered(plain, settings, beta));
            if (uncentred) {
                policies.add(Policy.steered(levelled, settings.uncentred(), beta));
            }
            if (masked) {
                policies.add(Policy.steered(plain, settings.masked(), beta));
            }
            others.forEach(other -> policies.add(Policy.steered(List.of(other), settings, beta)));
        }
        return policies;
    }
}
