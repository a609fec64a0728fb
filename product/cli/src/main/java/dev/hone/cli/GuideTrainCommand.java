package dev.hone.cli;

import dev.hone.core.HoneException;
import dev.hone.core.artifact.Artifact;
import dev.hone.core.artifact.Card;
import dev.hone.guide.GuideEnvironments;
import dev.hone.guide.GuideResult;
import dev.hone.guide.Method;
import dev.hone.guide.MethodConstants;
import dev.hone.guide.TaughtEnvironment;
import dev.hone.guide.Teachers;
import dev.hone.guide.Training;
import dev.hone.guide.Trainings;
import dev.hone.learn.SavedPolicy;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hone guide train}: one policy. */
@Command(
        name = "train",
        description = "Trains a policy beside a teacher and saves it.",
        mixinStandardHelpOptions = true)
final class GuideTrainCommand implements Runnable {
    @Option(names = "--env", paramLabel = "ENV", required = true, description = GuideCommand.WHERE)
    private String environmentName = "";

    @Option(
            names = "--teacher",
            paramLabel = "NAME",
            description = "Who teaches: a name or command:PROGRAM. Default: the environment's usual teacher.")
    private Optional<String> teacherName = Optional.empty();

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            defaultValue = "tgrl",
            description = "How: " + GuideCommand.METHODS + ". Default: tgrl.")
    private String methodName = "";

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Steps of all policies together. Default: the environment's usual number of episodes.")
    private Optional<Long> steps = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "POLICY",
            required = true,
            description = "Folder where the policy appears at the end.")
    @SuppressWarnings("NullAway.Init") // required: set by picocli before anything runs
    private Path out;

    @Option(names = "--overwrite", description = "Replace --out if it is there.")
    private boolean overwrite;

    @Mixin
    private final Screen screen = new Screen();

    @Mixin
    private final RunFlags runFlags = new RunFlags();

    @Mixin
    private final ClassPathFlag classPath = new ClassPathFlag();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec spec;

    @Override
    public void run() {
        classPath.open();
        var make = GuideEnvironments.maker(environmentName);
        String name;
        String teacher;
        try (TaughtEnvironment environment = make.get()) {
            name = environment.name();
            teacher = Teachers.name(environment, teacherName);
        }
        Method method = Method.parse(methodName);
        if (steps.orElse(1L) < 1) {
            throw new HoneException("--steps is " + steps.orElseThrow() + ".", "ask for at least 1");
        }
        OptionalLong budget = steps.map(OptionalLong::of).orElseGet(OptionalLong::empty);
        Trainings trainings = new Trainings(make, teacher, budget, MethodConstants.DEFAULT);
        Session.run(Session.spec(spec, common).withOut(out, overwrite), common, runFlags.fresh, (run, listener) -> {
            Optional<Path> checkpoint = Optional.of(run.folder().resolve("checkpoint"));
            try (Training training = trainings.of(method, run.seeds(), checkpoint)) {
                GuideResult result = training.run(listener);
                Map<String, String> provenance = Map.of(
                        "run", run.id(),
                        "seed", Long.toString(common.seed),
                        "method", method.name(),
                        "teacher", teacher,
                        "method constants", MethodConstants.DEFAULT.hash());
                Map<String, Double> reached = Map.of("return", result.meanReturn(), "score", result.score());
                Card card = SavedPolicy.card(name, training.policy(), provenance, reached);
                Artifact.write(run.outputFolder(), card, folder -> SavedPolicy.fill(folder, training.policy()));
                show(result);
            }
        });
    }

    private void show(GuideResult result) {
        screen.line(String.format(
                Locale.ROOT,
                "%s by %s: return %.1f over %d episodes, score %.3f (1 is the best hand-written student, 0 random"
                        + " actions).",
                result.environment(),
                result.method(),
                result.meanReturn(),
                result.evalEpisodes(),
                result.score()));
        screen.line(String.format(
                Locale.ROOT,
                "Spent: %,d steps in %,d episodes of the policy and %,d of its twin.%s",
                result.steps(),
                result.mainEpisodes(),
                result.twinEpisodes(),
                Double.isNaN(result.weight())
                        ? ""
                        : String.format(Locale.ROOT, " The teacher's weight ends at %.3f.", result.weight())));
        screen.line("Policy: " + out + "   see it: hone guide watch " + out);
        screen.rows(java.util.List.of(GuideView.row(common.seed, result)));
    }
}
