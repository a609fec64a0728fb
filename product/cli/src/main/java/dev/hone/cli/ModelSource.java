package dev.hone.cli;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.run.Run;
import dev.hone.core.run.RunSpec;
import dev.hone.endpoint.EndpointAddress;
import dev.hone.endpoint.EndpointModel;
import dev.hone.endpoint.EndpointOptions;
import dev.hone.lm.LanguageModel;
import dev.hone.transformer.EmbeddedModels;
import dev.hone.transformer.ModelConfig;
import dev.hone.transformer.decode.Engines;
import dev.hone.transformer.decode.Footprint;
import dev.hone.transformer.generate.LocalModel;
import java.nio.file.Files;
import java.nio.file.Path;

/** MODEL on a command line: an embedded model's name, a Hugging Face folder, or an endpoint. */
sealed interface ModelSource {
    String DESCRIPTION =
            "arithmetic, stories15m, a Hugging Face folder, or an endpoint http(s)://host:port/v1#model-name.";

    /** A model that comes with Hone. */
    record Embedded(String name) implements ModelSource {}

    /** A model in a folder of the user's. */
    record Folder(Path path) implements ModelSource {}

    /** A model behind a server. */
    record Remote(EndpointAddress address) implements ModelSource {
        private HoneException isRemote() {
            return new HoneException(
                    address + " is an endpoint, and this needs a model on this machine.",
                    "use an embedded model or a Hugging Face folder");
        }
    }

    static ModelSource parse(String model) {
        if (EndpointAddress.isMeantBy(model)) {
            return new Remote(EndpointAddress.parse(model));
        }
        if (EmbeddedModels.names().contains(model)) {
            return new Embedded(model);
        }
        Path folder = Path.of(model);
        if (Files.isDirectory(folder)) {
            return new Folder(folder);
        }
        throw new HoneException(
                "There is no model '" + model + "'.",
                "use " + String.join(" or ", EmbeddedModels.names())
                        + ", the path of a Hugging Face folder, or http(s)://host:port/v1#model-name");
    }

    /**
     * The run with a folder's files among its inputs, so that samples of other weights in the same place are another run. It reads
     * the whole folder: about a second per gigabyte. Embedded models come with Hone's version, and a server's can't be seen.
     */
    default RunSpec declare(RunSpec spec) {
        return this instanceof Folder(Path path) ? spec.withInput("model", path) : spec;
    }

    /** Opens the model; the caller closes it. */
    default LanguageModel open(EndpointFlags endpoint, Listener listener) {
        return this instanceof Remote(EndpointAddress address)
                ? EndpointModel.open(address, endpoint.options(address), listener)
                : openLocal(listener);
    }

    /** Opens the model for a run, whose limits hold over all its processes; the caller closes it. */
    default LanguageModel open(EndpointFlags endpoint, Run run, Listener listener) {
        if (this instanceof Remote(EndpointAddress address)) {
            EndpointOptions options = endpoint.options(address);
            return new EndpointModel(address, options, endpoint.meter(options, run), listener);
        }
        return openLocal(listener);
    }

    /** The folder of a model on this machine; an endpoint is an error. */
    default Path folder() {
        return switch (this) {
            case Embedded(String name) -> EmbeddedModels.folder(name);
            case Folder(Path path) -> path;
            case Remote remote -> throw remote.isRemote();
        };
    }

    /** Opens a model on this machine, saying before what memory it takes; an endpoint is an error. */
    default LocalModel openLocal(Listener listener) {
        Engines.advice().ifPresent(listener::note);
        return switch (this) {
            case Embedded embedded -> {
                note(embedded.name(), EmbeddedModels.folder(embedded.name()), listener);
                yield LocalModel.embedded(embedded.name());
            }
            case Folder folder -> {
                note(folder.path().toString(), folder.path(), listener);
                yield LocalModel.open(folder.path());
            }
            case Remote remote -> throw remote.isRemote();
        };
    }

    private static void note(String model, Path folder, Listener listener) {
        listener.note(model + ": " + Footprint.of(ModelConfig.read(folder)));
    }
}
