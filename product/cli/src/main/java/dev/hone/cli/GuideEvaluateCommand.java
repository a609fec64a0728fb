package dev.hone.cli;

import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.core.statistics.Bootstrap;
import dev.hone.core.statistics.Interval;
import dev.hone.guide.SavedGuide;
import dev.hone.guide.TaughtEnvironment;
import dev.hone.learn.Episodes;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hone guide evaluate}: how well a policy does. */
@Command(
        name = "evaluate",
        description = "Plays episodes with a policy and says what they returned.",
        mixinStandardHelpOptions = true)
final class GuideEvaluateCommand implements Runnable {
    @Parameters(paramLabel = "POLICY", description = "What 'guide train' left.")
    private Path folder = Path.of("");

    @Option(names = "--episodes", paramLabel = "N", defaultValue = "100", description = "How many. Default: 100.")
    private int episodes;

    @Option(
            names = "--env",
            paramLabel = "ENV",
            description = "Where. Default: what it was trained in, unless that was a program.")
    private Optional<String> environment = Optional.empty();

    @Mixin
    private final Screen screen = new Screen();

    @Mixin
    private final ClassPathFlag classPath = new ClassPathFlag();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public void run() {
        classPath.open();
        if (episodes < 1) {
            throw new HoneException("--episodes is " + episodes + ".", "ask for at least 1");
        }
        SavedGuide saved = SavedGuide.open(folder, environment);
        TaughtEnvironment.Scale scale = saved.environment().scale();
        double[] returns = Episodes.returns(saved.environment(), saved.policy(), episodes, Seeds.of(common.seed));
        Interval mean = Bootstrap.mean(Seeds.of(common.seed).child("interval"), returns, 10_000, 0.95);
        screen.line(String.format(
                Locale.ROOT,
                "%s: return %.2f [%.2f, %.2f] over %d episodes, score %.3f (best hand-written student %.0f, random"
                        + " actions %.0f).",
                saved.environment().name(),
                mean.estimate(),
                mean.low(),
                mean.high(),
                episodes,
                scale.score(mean.estimate()),
                scale.best(),
                scale.random()));
        screen.rows(List.of(row(saved, mean)));
    }

    private Map<String, Object> row(SavedGuide saved, Interval mean) {
        var row = new LinkedHashMap<String, Object>();
        row.put("env", saved.environment().name());
        row.put("seed", common.seed);
        row.put("evalEpisodes", episodes);
        row.put("return", mean.estimate());
        row.put("low", Double.isFinite(mean.low()) ? mean.low() : null);
        row.put("high", Double.isFinite(mean.high()) ? mean.high() : null);
        row.put("score", saved.environment().scale().score(mean.estimate()));
        return row;
    }
}
