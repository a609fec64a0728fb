package dev.hone.budget;

import dev.hone.budget.evidence.BestSoFarTable;
import dev.hone.budget.evidence.EvidenceGuard;
import dev.hone.budget.evidence.GiveUpPrices;
import dev.hone.budget.evidence.GuardedLogistic;
import dev.hone.budget.evidence.LogisticRule;
import dev.hone.budget.evidence.PriceRule;
import dev.hone.budget.evidence.SampleEvidence;
import dev.hone.budget.evidence.VoteCurves;
import dev.hone.core.HoneException;
import dev.hone.core.Json;
import dev.hone.core.files.AtomicFile;
import dev.hone.core.files.FileErrors;
import dev.hone.core.statistics.Interval;
import dev.hone.core.statistics.IsotonicRegression;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** {@code evidence.json} in a predictor's folder: what samples tell about further ones. */
final class EvidenceFile {
    private static final String NAME = "evidence.json";

    /** The file as it is. */
    record Content(
            boolean binary,
            List<Falling> table,
            List<Check> guard,
            List<PriceRule.Step> prices,
            @Nullable List<Price> giveUp, // not in files of before there were such prices
            Optional<Votes> votes,
            Optional<Logistic> logistic) {
        Content {
            table = List.copyOf(table);
            guard = List.copyOf(guard);
            prices = List.copyOf(prices);
        }

        List<Price> givingUp() {
            return giveUp == null ? List.of() : giveUp;
        }
    }

    /** What votes are worth. */
    record Votes(String selector, PredictorFiles.Stream bins, List<PredictorFiles.Check> guard) {
        static Votes of(VoteCurves curves) {
            return new Votes(
                    curves.selector(),
                    PredictorFiles.Stream.of(curves.bins(), false),
                    PredictorFiles.Check.of(curves.guard()));
        }

        VoteCurves curves() {
            return new VoteCurves(selector, bins.policy(false), PredictorFiles.Check.guard(guard));
        }
    }

    /** What samples tell without a reward. */
    record Logistic(List<LogisticRule.Point> points, List<Double> weights, List<PredictorFiles.Check> guard) {
        static Logistic of(GuardedLogistic learnt) {
            return new Logistic(
                    learnt.rule().points(), learnt.rule().weights(), PredictorFiles.Check.of(learnt.guard()));
        }

        GuardedLogistic learnt() {
            return new GuardedLogistic(new LogisticRule(points, weights), PredictorFiles.Check.guard(guard));
        }
    }

    /** One price for giving up. */
    record Price(
            int floor, int budget, double price, double saved, double low, double high, double draws, double early) {
        static Price of(GiveUpPrices.Step step) {
            return new Price(
                    step.floor(),
                    step.budget(),
                    step.price(),
                    step.saved().estimate(),
                    step.saved().low(),
                    step.saved().high(),
                    step.draws(),
                    step.early());
        }

        GiveUpPrices.Step step() {
            return new GiveUpPrices.Step(floor, budget, price, new Interval(saved, low, high), draws, early);
        }
    }

    /** One function of the table by its corners. */
    record Falling(List<Double> best, List<Double> worth) {
        static Falling of(IsotonicRegression function) {
            return new Falling(list(function.cornersX()), list(function.cornersY()));
        }

        IsotonicRegression function() {
            return IsotonicRegression.through(array(best), array(worth));
        }

        private static List<Double> list(double[] values) {
            return Arrays.stream(values).boxed().toList();
        }

        private static double[] array(List<Double> values) {
            return values.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }

    /** One trial of the guard. */
    record Check(int budget, double gain, double low, double high) {}

    private EvidenceFile() {}

    static void write(Path folder, SampleEvidence evidence) {
        Content content = new Content(
                evidence.binary(),
                evidence.table().falling().stream().map(Falling::of).toList(),
                evidence.guard().checks().stream()
                        .map(c -> new Check(
                                c.budget(),
                                c.gain().estimate(),
                                c.gain().low(),
                                c.gain().high()))
                        .toList(),
                evidence.prices().steps(),
                evidence.giveUp().steps().stream().map(Price::of).toList(),
                evidence.votes().map(Votes::of),
                evidence.logistic().map(Logistic::of));
        AtomicFile.write(folder.resolve(NAME), false, (Json.write(content) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** What a folder holds; nothing if it has no such file. */
    static Optional<SampleEvidence> read(Path folder) {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Content content = Json.MAPPER.readValue(Files.readString(file), Content.class);
            return Optional.of(new SampleEvidence(
                    BestSoFarTable.of(
                            content.table().stream().map(Falling::function).toList()),
                    new EvidenceGuard(content.guard().stream()
                            .map(c -> new EvidenceGuard.Check(c.budget(), new Interval(c.gain(), c.low(), c.high())))
                            .toList()),
                    new PriceRule(content.prices()),
                    new GiveUpPrices(
                            content.givingUp().stream().map(Price::step).toList()),
                    content.votes().map(Votes::curves),
                    content.logistic().map(Logistic::learnt),
                    content.binary()));
        } catch (IOException e) {
            throw FileErrors.reading(file, e);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new HoneException(
                    file + " is not what 'hone budget fit' writes: " + e.getMessage(), "fit the predictor again", e);
        }
    }
}
