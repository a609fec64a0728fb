package dev.hone.steer.fit;

import dev.hone.core.files.AtomicFolder;
import dev.hone.transformer.generate.LocalModel;
import java.util.Map;
import java.util.SortedMap;

/** A value as it was learnt, of any head, to be written to a file; holds native memory until it is closed. */
public interface Fitted extends AutoCloseable {
    /** The numbers it reached on queries it has not seen, by name. */
    SortedMap<String, Double> heldOut();

    /** The reward's mean and spread, by which the value is scaled. */
    Scaling reward();

    /** Most tokens of the texts it was learnt from. */
    int limit();

    /**
     * Writes the artefact into a folder already begun, and makes it appear.
     *
     * @param name of the reward
     * @param model that drew the samples
     */
    void save(AtomicFolder folder, String name, LocalModel model, Map<String, String> provenance);

    @Override
    void close();
}
