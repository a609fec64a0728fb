package dev.hone.budget;

import dev.hone.budget.allocation.StreamPolicy;
import dev.hone.budget.evaluation.BudgetEvaluation;
import dev.hone.budget.evaluation.Guard;
import dev.hone.budget.evaluation.Trained;
import dev.hone.budget.evidence.Replanning;
import dev.hone.budget.head.BetaBinomialHead;
import dev.hone.budget.head.FittedHead;
import dev.hone.budget.head.HeadKind;
import dev.hone.budget.head.HeadSettings;
import dev.hone.budget.head.Kinds;
import dev.hone.budget.head.Network;
import dev.hone.budget.head.RateMap;
import dev.hone.core.HoneException;
import dev.hone.core.artifact.Artifact;
import dev.hone.core.artifact.Card;
import dev.hone.core.files.LineWriter;
import dev.hone.core.statistics.Interval;
import dev.hone.tensor.Safetensors;
import dev.hone.tensor.TensorData;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.TreeMap;

/** How a predictor lies in its folder: the card, the heads' weights, {@code splits.jsonl}, and what else it has learnt. */
final class PredictorFiles {
    /** The newest version that is read. */
    static final int SCHEMA = 5;

    /** A predictor whose rewards are 0 and 1 needs no levels and is as it was before they were kept. */
    private static final int WITHOUT_LEVELS = 4;

    /** A predictor that doesn't know how long samples are is as it was before lengths were kept. */
    private static final int WITHOUT_LENGTHS = 3;

    /** A predictor without a map of its rates is as it was before there were such maps. */
    private static final int UNMAPPED = 2;

    private static final String SPLITS = "splits.jsonl";
    private static final String PLANNER = "planner";
    private static final String PUBLISHED = "published";
    private static final String WRONG = "replan.wrong";
    private static final String REST = "replan.rest";

    /** What the card holds beside provenance and held-out numbers. */
    record Content(
            String features,
            int dimension,
            Kinds kinds,
            HeadSettings settings,
            Optional<Learnt> learnt,
            Optional<Again> replanning,
            Optional<SampleLengths> lengths,
            List<BudgetEvaluation.CalibrationBin> calibration,
            List<String> findings) {}

    /** What was learnt, without the weights. */
    record Learnt(Head planner, Head published, Stream stream, List<Check> guard) {}

    /** What plans again after a first sample, without the weights. */
    record Again(String samples, int dimension, Head wrong, Head rest, List<Check> guard) {}

    /** One trial of a guard. */
    record Check(int floor, int budget, double gain, double low, double high) {
        static List<Check> of(Guard guard) {
            return guard.checks().stream()
                    .map(c -> new Check(
                            c.floor(),
                            c.budget(),
                            c.gain().estimate(),
                            c.gain().low(),
                            c.gain().high()))
                    .toList();
        }

        static Guard guard(List<Check> checks) {
            return new Guard(checks.stream()
                    .map(c -> new Guard.Check(c.floor(), c.budget(), new Interval(c.gain(), c.low(), c.high())))
                    .toList());
        }
    }

    /** A head without its weights. */
    record Head(HeadKind kind, OptionalDouble weightDecay, int epochs, double loss, double constantLoss) {
        static Head of(FittedHead fitted) {
            return new Head(
                    fitted.head().kind(), fitted.weightDecay(), fitted.epochs(), fitted.loss(), fitted.constantLoss());
        }

        FittedHead around(Network network) {
            return new FittedHead(kind.around(network), weightDecay, epochs, loss, constantLoss);
        }
    }

    /** The streaming rule as lists. */
    record Stream(List<Double> edges, List<Double> weights, List<List<Double>> gains, Optional<List<Double>> bases) {
        static Stream of(StreamPolicy policy, boolean levels) {
            return new Stream(
                    list(policy.edges()),
                    list(policy.weights()),
                    Arrays.stream(policy.gains()).map(Stream::list).toList(),
                    levels ? Optional.of(list(policy.bases())) : Optional.empty());
        }

        /** Where rewards are 0 and 1 the bases are 0 and not kept; of others older fits kept none. */
        StreamPolicy policy(boolean real) {
            double[] unsaid = new double[weights.size()];
            Arrays.fill(unsaid, real ? Double.NaN : 0);
            return new StreamPolicy(
                    array(edges),
                    array(weights),
                    gains.stream().map(Stream::array).toArray(double[][]::new),
                    bases.map(Stream::array).orElse(unsaid));
        }

        private static List<Double> list(double[] values) {
            return Arrays.stream(values).boxed().toList();
        }

        private static double[] array(List<Double> values) {
            return values.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }

    private PredictorFiles() {}

    static Card card(DifficultyPredictor predictor) {
        Optional<Learnt> learnt = predictor
                .trained()
                .map(t -> new Learnt(
                        Head.of(t.planner()),
                        Head.of(t.published()),
                        Stream.of(t.stream(), keepsLevels(t)),
                        Check.of(t.guard())));
        Content content = new Content(
                predictor.features(),
                predictor.dimension(),
                predictor.kinds(),
                predictor.settings(),
                learnt,
                predictor
                        .replanning()
                        .map(r -> new Again(
                                r.samples(),
                                r.dimension(),
                                Head.of(r.wrong()),
                                Head.of(r.rest()),
                                Check.of(r.guard()))),
                predictor.lengths(),
                predictor.calibration(),
                predictor.findings());
        return Card.of(
                DifficultyPredictor.KIND, schema(predictor), predictor.provenance(), predictor.heldOut(), content);
    }

    private static boolean keepsLevels(Trained trained) {
        return trained.planner().head().kind().isReal()
                && Arrays.stream(trained.stream().bases()).noneMatch(Double::isNaN);
    }

    private static int schema(DifficultyPredictor predictor) {
        if (predictor.trained().filter(PredictorFiles::keepsLevels).isPresent()) {
            return SCHEMA;
        }
        if (predictor.lengths().isPresent()) {
            return WITHOUT_LEVELS;
        }
        return map(predictor).isPresent() ? WITHOUT_LENGTHS : UNMAPPED;
    }

    private static Optional<RateMap> map(DifficultyPredictor predictor) {
        return predictor
                .trained()
                .flatMap(trained -> RateMapFile.of(trained.planner().head()));
    }

    static void fill(Path folder, DifficultyPredictor predictor) {
        predictor.trained().ifPresent(trained -> {
            SequencedMap<String, TensorData> weights =
                    trained.planner().head().network().save(PLANNER);
            weights.putAll(trained.published().head().network().save(PUBLISHED));
            predictor.replanning().ifPresent(again -> {
                weights.putAll(again.wrong().head().network().save(WRONG));
                weights.putAll(again.rest().head().network().save(REST));
            });
            Safetensors.write(Artifact.weights(folder), weights, Map.of());
        });
        map(predictor).ifPresent(map -> RateMapFile.write(folder, map));
        predictor.evidence().ifPresent(evidence -> EvidenceFile.write(folder, evidence));
        try (LineWriter lines = LineWriter.create(folder.resolve(SPLITS), false)) {
            predictor.splits().write(lines);
        }
    }

    static DifficultyPredictor load(Artifact artifact) {
        Content content = artifact.card().content(Content.class);
        Optional<Trained> trained = content.learnt().map(learnt -> {
            try (Safetensors weights = Safetensors.open(artifact.weights())) {
                return new Trained(
                        mapped(
                                learnt.planner().around(network(weights, PLANNER, content.dimension(), content)),
                                artifact.folder()),
                        learnt.published().around(network(weights, PUBLISHED, content.dimension(), content)),
                        learnt.stream().policy(learnt.planner().kind().isReal()),
                        Check.guard(learnt.guard()));
            }
        });
        Optional<Replanning> replanning = content.replanning().map(again -> {
            try (Safetensors weights = Safetensors.open(artifact.weights())) {
                int read = again.dimension() + content.dimension();
                return new Replanning(
                        again.samples(),
                        again.dimension(),
                        again.wrong().around(network(weights, WRONG, read, content)),
                        again.rest().around(network(weights, REST, read, content)),
                        Check.guard(again.guard()));
            }
        });
        return new DifficultyPredictor(
                content.features(),
                content.dimension(),
                content.kinds(),
                trained,
                EvidenceFile.read(artifact.folder()),
                replanning,
                content.lengths(),
                content.settings(),
                Splits.read(artifact.folder().resolve(SPLITS)),
                new TreeMap<>(artifact.card().heldOut()),
                content.calibration(),
                content.findings(),
                new TreeMap<>(artifact.card().provenance()));
    }

    private static FittedHead mapped(FittedHead fitted, Path folder) {
        return fitted.head() instanceof BetaBinomialHead head
                ? RateMapFile.read(folder)
                        .map(map -> fitted.with(head.mapped(map)))
                        .orElse(fitted)
                : fitted;
    }

    private static Network network(Safetensors weights, String name, int dimension, Content content) {
        Network network = Network.load(weights, name);
        if (network.features() != dimension + content.kinds().size()) {
            throw new HoneException(
                    "The weights of '" + name + "' read " + network.features() + " features; the card says "
                            + (dimension + content.kinds().size()) + ".",
                    "card and weights are of two predictors; fit it again");
        }
        return network;
    }
}
