package dev.hone.cli;

import dev.hone.assembly.demonstrate.Demonstrations;
import dev.hone.assembly.demonstrate.Milestone;
import dev.hone.assembly.demonstrate.Progress;
import dev.hone.assembly.demonstrate.Recording;
import dev.hone.assembly.task.Action;
import dev.hone.assembly.task.AssemblyEnvironment;
import dev.hone.assembly.task.Observation;
import dev.hone.assembly.task.OneLegTask;
import dev.hone.assembly.task.Options;
import dev.hone.assembly.task.PegTask;
import dev.hone.assembly.task.Ranges;
import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.episodes.Description;
import dev.hone.episodes.Episode;
import dev.hone.imitate.Bottleneck;
import dev.hone.imitate.ImitationTask;
import dev.hone.imitate.Layout;
import dev.hone.imitate.Trial;
import dev.hone.learn.Restorable;
import dev.hone.learn.Space;
import dev.hone.learn.Step;
import dev.hone.mujoco.UnstableSimulationException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * An assembly task as {@code imitate} wants it.
 *
 * @param options which task, and how it is simulated
 * @param watcher sees the environment at each episode's start and after every step of it, and leaves it as it is
 */
record AssemblyTask(Options options, Consumer<AssemblyEnvironment> watcher) implements ImitationTask {
    private static final int ATTEMPTS = 20;

    /** One that nobody watches. */
    AssemblyTask(Options options) {
        this(options, _ -> {});
    }

    @Override
    public String name() {
        return options.task().name();
    }

    @Override
    public String words() {
        return Recording.words(options.task());
    }

    @Override
    public Description description() {
        return Recording.description(options.task());
    }

    @Override
    public Space.Box observationRanges() {
        return Ranges.observation(options.task());
    }

    @Override
    public Space.Box actionRanges() {
        return Ranges.action(options.task());
    }

    @Override
    public Space observations() {
        try (AssemblyEnvironment environment = new AssemblyEnvironment(options)) {
            return environment.observations();
        }
    }

    @Override
    public Space actions() {
        try (AssemblyEnvironment environment = new AssemblyEnvironment(options)) {
            return environment.actions();
        }
    }

    @Override
    public Optional<Layout> layout() {
        return Optional.of(new Layout(
                Observation.POSITION,
                Observation.OPENING,
                List.of(Observation.PARTS, Observation.PARTS + Observation.PART),
                Action.POSITION,
                Action.GRIPPER));
    }

    @Override
    public List<Bottleneck> bottlenecks() {
        Bottleneck insertion =
                new Bottleneck("at_hole", 0); // over the hole: the careful last centimetres are the demonstrator's
        return switch (options.task()) {
            case PegTask _, OneLegTask _ -> List.of(insertion);
            default -> List.of(new Bottleneck("grasped", 4), insertion);
        };
    }

    @Override
    public Trial open() {
        return new AssemblyTrial(new AssemblyEnvironment(options), watcher);
    }

    @Override
    public Trial openUnlimited() {
        return new AssemblyTrial(new AssemblyEnvironment(options.withTimeLimit(Integer.MAX_VALUE)), watcher);
    }

    @Override
    public void demonstrate(int count, Seeds seeds, Consumer<Episode> each) {
        int[] kept = {0};
        for (int i = 0; kept[0] < count; i++) {
            if (i == ATTEMPTS * count) {
                throw new HoneException(
                        "Only " + kept[0] + " of " + i + " demonstrations solved " + name() + ".",
                        "the play of the parts is too small for a person's manner");
            }
            Demonstrations.record(options, 1, true, seeds.child(i), _ -> {}, episode -> {
                if (episode.success().orElse(false)) {
                    kept[0]++;
                    each.accept(episode);
                }
            });
        }
    }

    /** One of its environments. */
    private static final class AssemblyTrial implements Trial {
        private final AssemblyEnvironment environment;
        private final Consumer<AssemblyEnvironment> watcher;
        private final Progress progress;

        AssemblyTrial(AssemblyEnvironment environment, Consumer<AssemblyEnvironment> watcher) {
            this.environment = environment;
            this.watcher = watcher;
            progress = new Progress(environment);
        }

        @Override
        public Restorable environment() {
            return environment;
        }

        @Override
        public void begin() {
            progress.begin();
            watcher.accept(environment);
        }

        @Override
        public boolean step(float[] action, Step step) {
            try {
                environment.step(action, step);
            } catch (UnstableSimulationException _) {
                return false;
            }
            progress.look();
            watcher.accept(environment);
            return true;
        }

        @Override
        public SortedMap<String, Integer> milestones() {
            SortedMap<String, Integer> reached = new TreeMap<>();
            for (Milestone milestone : Milestone.values()) {
                progress.step(milestone)
                        .ifPresent(step -> reached.put(milestone.name().toLowerCase(Locale.ROOT), step));
            }
            return reached;
        }

        @Override
        public void close() {
            environment.close();
        }
    }
}
