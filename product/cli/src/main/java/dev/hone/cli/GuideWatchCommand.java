package dev.hone.cli;

import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.guide.SavedGuide;
import dev.hone.learn.RandomStream;
import dev.hone.learn.Step;
import java.io.Console;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hone guide watch}: an episode in the terminal. */
@Command(
        name = "watch",
        description = "Plays episodes with a policy in the terminal, a picture a step.",
        mixinStandardHelpOptions = true)
final class GuideWatchCommand implements Runnable {
    private static final int TERMINAL_DELAY = 250;

    @Parameters(paramLabel = "POLICY", description = "What 'guide train' left.")
    private Path folder = Path.of("");

    @Option(names = "--episodes", paramLabel = "N", defaultValue = "1", description = "How many. Default: 1.")
    private int episodes;

    @Option(
            names = "--delay",
            paramLabel = "MS",
            description = "Between pictures. Default: 250 on a terminal, 0 elsewhere.")
    private Optional<Integer> delay = Optional.empty();

    @Option(
            names = "--env",
            paramLabel = "ENV",
            description = "Where. Default: what it was trained in, unless that was a program.")
    private Optional<String> environment = Optional.empty();

    @Mixin
    private final ClassPathFlag classPath = new ClassPathFlag();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public void run() {
        classPath.open();
        if (episodes < 1 || delay.orElse(0) < 0) {
            throw new HoneException(
                    "--episodes is " + episodes + " and --delay " + delay.orElse(0) + ".",
                    "ask for at least 1 episode and a delay of 0 or more");
        }
        SavedGuide saved = SavedGuide.open(folder, environment);
        for (int k = 0; k < episodes; k++) {
            play(saved, Seeds.of(common.seed).child(k));
        }
    }

    private void play(SavedGuide saved, Seeds seeds) {
        Step step = new Step(saved.environment().observations());
        RandomStream random = new RandomStream(seeds.child("policy").asLong());
        float[] action = new float[saved.environment().actions().size()];
        saved.environment().reset(seeds.child("environment").asLong(), step.observation());
        step.set(0, false, false);
        saved.policy().begin();
        int steps = 0;
        double sum = 0;
        show(saved);
        while (!step.ended()) {
            saved.policy().act(step.observation(), random, action);
            saved.environment().step(action, step);
            sum += step.reward();
            steps++;
            show(saved);
        }
        System.out.println(String.format(
                Locale.ROOT, "%s after %d steps, return %.0f", step.terminated() ? "Ended" : "Cut off", steps, sum));
    }

    private void show(SavedGuide saved) {
        saved.environment().picture().forEach(System.out::println);
        System.out.println();
        int wait = delay.orElse(onTerminal() ? TERMINAL_DELAY : 0);
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean onTerminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }
}
