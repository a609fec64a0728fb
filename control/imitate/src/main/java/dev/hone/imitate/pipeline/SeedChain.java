package dev.hone.imitate.pipeline;

import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.episodes.Episode;
import dev.hone.imitate.ImitationTask;
import dev.hone.imitate.augment.Augmentation;
import dev.hone.imitate.augment.AugmentationRules;
import dev.hone.imitate.data.EpisodeRounds;
import dev.hone.imitate.rollout.Collection;
import dev.hone.imitate.rollout.ResetStream;
import dev.hone.imitate.rollout.Rollouts;
import dev.hone.imitate.rollout.Score;
import dev.hone.imitate.train.PolicyTraining;
import dev.hone.imitate.train.TrainingData;
import dev.hone.imitate.train.TrainingFolder;
import dev.hone.learn.Policy;
import dev.hone.learn.chunk.ChunkSpec;
import dev.hone.tensor.Safetensors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** All rows of one seed, one after the other: a later one may learn from what an earlier one's policy collected. */
final class SeedChain {
    private final Workshop workshop;
    private final PipelinePlan plan;
    private final ImitationTask task;
    private final long seed;
    private final int threads;
    private final Progress progress;
    private final Map<String, Supplier<Policy>> chosen = new HashMap<>(); // by the name of their training

    SeedChain(Workshop workshop, long seed, int threads, Progress progress) {
        this.workshop = workshop;
        this.plan = workshop.plan();
        this.task = workshop.task();
        this.seed = seed;
        this.threads = threads;
        this.progress = progress;
    }

    private Seeds seeds() {
        return Seeds.of(seed);
    }

    private String place(String what, String name) {
        return place(what, name, seed);
    }

    private static String place(String what, String name, long seed) {
        return what + "-" + name + "-" + seed;
    }

    private static String training(Condition condition, int round) {
        return round == 1 ? condition.word() : condition.word() + "-" + round;
    }

    /** The policies that a row's roll-outs were played with. */
    static Supplier<Policy> policies(Path folder, ImitationTask task, PipelinePlan plan, PipelineRow row) {
        String name = training(row.condition(), plan.rounds(row.condition()));
        TrainingFolder last = new TrainingFolder(folder.resolve(place("training", name, row.seed())), 0);
        return policy(plan.network().spec(row.condition().shape(), task), last.weights(row.checkpoint()));
    }

    /** The row of a condition; those before it in the plan must be done. */
    PipelineRow row(Condition condition) {
        List<Episode> episodes = new ArrayList<>(workshop.demonstrations(plan.demonstrations() * condition.times()));
        ChunkSpec spec = plan.network().spec(condition.shape(), task);
        Cost cost = Cost.NONE;
        if (condition.segments().isPresent()) {
            EpisodeRounds segments = segments(condition.segments().get());
            episodes.addAll(segments.episodes(plan.segments()));
            cost = cost.plus(Cost.data(segments.steps(), segments.nanos()));
        }
        String collector = condition.collector().map(Condition::word).orElse("");
        int starts = 0;
        for (int round = 1; ; round++) {
            if (!collector.isEmpty()) {
                EpisodeRounds collected = collected(collector, starts);
                episodes.addAll(collected.episodes(plan.collected()));
                cost = cost.plus(Cost.data(collected.steps(), collected.nanos()));
                starts += collected.tried();
            }
            String name = training(condition, round);
            PolicyTraining.Trained trained = train(condition, name, spec, episodes);
            cost = cost.plus(Cost.training(trained.nanos()));
            int best = select(name, spec, trained);
            if (round == plan.rounds(condition)) {
                return report(condition, spec, trained, best, cost);
            }
            collector = name;
        }
    }

    private EpisodeRounds segments(AugmentationRules rules) {
        EpisodeRounds rounds = workshop.rounds(place("segments", name(rules)));
        List<Episode> demonstrations = workshop.demonstrations(plan.demonstrations());
        new Augmentation(task, task.bottlenecks(), demonstrations, rules, seeds().child("segments"))
                .run(plan.segments(), threads, rounds, Listener.NONE);
        return rounds;
    }

    private static String name(AugmentationRules rules) {
        for (Condition condition : Condition.values()) {
            if (condition.segments().equals(Optional.of(rules))) {
                return condition.word(); // rows with the same rules share their segments
            }
        }
        throw new IllegalArgumentException("rules of no condition: " + rules);
    }

    private EpisodeRounds collected(String collector, int firstStart) {
        EpisodeRounds rounds = workshop.rounds(place("collected", collector));
        Supplier<Policy> policy = chosen.get(collector);
        if (policy == null) {
            throw new IllegalStateException(collector + " was not trained before it is to collect");
        }
        Rollouts rollouts = new Rollouts(task, policy, ResetStream.COLLECT, seeds().child("collected"));
        Collection.run(rollouts, firstStart, plan.collected(), threads, rounds, Listener.NONE);
        return rounds;
    }

    private PolicyTraining.Trained train(Condition condition, String name, ChunkSpec spec, List<Episode> episodes) {
        TrainingData data = TrainingData.of(
                episodes,
                spec,
                plan.training().heldOut(),
                condition.disturbed() ? Optional.of(task.requireLayout()) : Optional.empty(),
                seeds().child("data"));
        return new PolicyTraining(task.name(), data, plan.training(), seeds().child("training"))
                .run(
                        workshop.folder(place("training", name)),
                        progress.training(),
                        (metric, step, value) -> workshop.note(name + "/" + seed + " " + metric, step, value));
    }

    /** The checkpoint that solves most on {@code select}; it will collect for whoever learns from this policy. */
    private int select(String name, ChunkSpec spec, PolicyTraining.Trained trained) {
        int best = 0;
        long most = -1;
        for (int checkpoint : plan.checkpoints()) {
            Supplier<Policy> policy = policy(spec, trained.weights().get(checkpoint - 1));
            Score selected = evaluate(name, checkpoint, policy, ResetStream.SELECT, plan.selectEpisodes());
            if (selected.rate().successes() >= most) { // of equals the latest
                most = selected.rate().successes();
                best = checkpoint;
            }
        }
        chosen.put(name, policy(spec, trained.weights().get(best - 1)));
        return best;
    }

    private PipelineRow report(
            Condition condition, ChunkSpec spec, PolicyTraining.Trained trained, int best, Cost cost) {
        Map<Integer, Score> scores = new TreeMap<>();
        for (int checkpoint : plan.checkpoints()) {
            Supplier<Policy> policy = policy(spec, trained.weights().get(checkpoint - 1));
            scores.put(
                    checkpoint,
                    evaluate(condition.word(), checkpoint, policy, ResetStream.REPORT, plan.reportEpisodes()));
        }
        double mean = scores.values().stream()
                .mapToDouble(score -> score.rate().value())
                .average()
                .orElseThrow();
        return new PipelineRow(
                task.name(), condition, seed, best, Objects.requireNonNull(scores.get(best)), mean, cost);
    }

    private static Supplier<Policy> policy(ChunkSpec spec, Path weights) {
        return () -> {
            try (Safetensors open = Safetensors.open(weights)) {
                return spec.policy(open);
            }
        };
    }

    private Score evaluate(String name, int checkpoint, Supplier<Policy> policy, ResetStream stream, int episodes) {
        String id = stream.word() + "/" + name + "/" + seed + "/" + checkpoint;
        Score score = workshop.evaluation(
                id, () -> new Rollouts(task, policy, stream, seeds()).score(episodes, threads, Listener.NONE));
        progress.advance(1);
        return score;
    }
}
