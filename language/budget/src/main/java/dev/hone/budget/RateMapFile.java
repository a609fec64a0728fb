package dev.hone.budget;

import dev.hone.budget.head.BetaBinomialHead;
import dev.hone.budget.head.DifficultyHead;
import dev.hone.budget.head.RateMap;
import dev.hone.core.HoneException;
import dev.hone.core.Json;
import dev.hone.core.files.AtomicFile;
import dev.hone.core.files.FileErrors;
import dev.hone.core.statistics.IsotonicRegression;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/** {@code recalibration.json} in a recalibrated predictor's folder: the map of what it predicts. */
final class RateMapFile {
    private static final String NAME = "recalibration.json";

    /** The file as it is. */
    record Content(List<Double> predicted, List<Double> realised, double concentration) {
        Content {
            predicted = List.copyOf(predicted);
            realised = List.copyOf(realised);
        }
    }

    private RateMapFile() {}

    /** The map of a head, if it has one. */
    static Optional<RateMap> of(DifficultyHead head) {
        return head instanceof BetaBinomialHead beta ? beta.map() : Optional.empty();
    }

    static void write(Path folder, RateMap map) {
        Content content =
                new Content(list(map.isotonic().cornersX()), list(map.isotonic().cornersY()), map.concentration());
        AtomicFile.write(folder.resolve(NAME), false, (Json.write(content) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** What a folder holds; nothing if its predictor was never recalibrated. */
    static Optional<RateMap> read(Path folder) {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Content content = Json.MAPPER.readValue(Files.readString(file), Content.class);
            return Optional.of(new RateMap(
                    IsotonicRegression.through(array(content.predicted()), array(content.realised())),
                    content.concentration()));
        } catch (IOException e) {
            throw FileErrors.reading(file, e);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new HoneException(
                    file + " is not what 'hone budget recalibrate' writes: " + e.getMessage(),
                    "recalibrate the predictor again",
                    e);
        }
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
