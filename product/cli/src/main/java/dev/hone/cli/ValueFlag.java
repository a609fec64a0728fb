package dev.hone.cli;

import dev.hone.core.HoneException;
import dev.hone.steer.Weighted;
import dev.hone.steer.head.ValueFile;
import dev.hone.steer.remote.RemoteValues;
import dev.hone.transformer.generate.LocalModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * {@code VALUE:WEIGHT} on a command line.
 *
 * @param folder of the value
 * @param weight absent where none was given
 */
record ValueFlag(Path folder, OptionalDouble weight) {
    /** A folder's name may hold colons: what stands behind the last is a weight only if no folder is called by the whole. */
    static ValueFlag parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1 || Files.isDirectory(Path.of(text))) {
            return new ValueFlag(Path.of(text), OptionalDouble.empty());
        }
        String weight = text.substring(colon + 1);
        try {
            return new ValueFlag(Path.of(text.substring(0, colon)), OptionalDouble.of(Double.parseDouble(weight)));
        } catch (NumberFormatException e) {
            throw new HoneException(
                    "'" + text + "' names a value and the weight '" + weight + "', which is no number.",
                    "write VALUE:WEIGHT, for example positive.value:2",
                    e);
        }
    }

    /** What it is called in names and tables: the last part of its path. */
    private String name() {
        return Optional.ofNullable(folder.getFileName()).orElse(folder).toString();
    }

    Weighted open(LocalModel model) {
        return new Weighted(name(), ValueFile.open(folder, model), weight.orElse(1));
    }

    Weighted openWithLevel(LocalModel model) {
        return new Weighted(name(), ValueFile.open(folder, model).withLevel(), weight.orElse(1));
    }

    /** The value for a model behind an API. */
    RemoteValues.Asked asked() {
        return new RemoteValues.Asked(name(), folder, weight.orElse(1));
    }

    /** The same with a weight, or an error that says how to give one. */
    ValueFlag requireWeight() {
        if (weight.isEmpty()) {
            throw new HoneException(
                    "The value '" + folder + "' has no weight.",
                    "write " + folder + ":2; 2 to 4 is strong, below 0 is away");
        }
        return this;
    }
}
