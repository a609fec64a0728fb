package dev.hone.steer.fit;

import dev.hone.core.files.AtomicFolder;
import dev.hone.steer.candidate.NetworkFolder;
import dev.hone.steer.head.Head;
import dev.hone.steer.head.ValueCard;
import dev.hone.steer.head.ValueFile;
import dev.hone.transformer.generate.LocalModel;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A value of the candidate head as it was learnt. */
final class FittedCandidate implements Fitted {
    private final CandidateNetwork network;
    private final Path frozen;
    private final Scaling reward;
    private final int limit;
    private final SortedMap<String, Double> heldOut;

    /** @param frozen folder of the model that drew the samples, whose tokenizer goes into the artefact */
    FittedCandidate(
            CandidateNetwork network, Path frozen, Scaling reward, int limit, SortedMap<String, Double> heldOut) {
        this.network = network;
        this.frozen = frozen;
        this.reward = reward;
        this.limit = limit;
        this.heldOut = Collections.unmodifiableSortedMap(new TreeMap<>(heldOut));
    }

    @Override
    public SortedMap<String, Double> heldOut() {
        return heldOut;
    }

    @Override
    public Scaling reward() {
        return reward;
    }

    @Override
    public int limit() {
        return limit;
    }

    @Override
    public void save(AtomicFolder folder, String name, LocalModel model, Map<String, String> provenance) {
        NetworkFolder.write(
                NetworkFolder.of(folder.folder()), network.config(), network.network(), frozen, model.endTokens());
        ValueCard card = new ValueCard(
                Head.CANDIDATE,
                name,
                model.name(),
                model.tokenizer().identity(),
                reward.mean(),
                reward.deviation(),
                limit);
        ValueFile.write(folder, card, provenance, heldOut, network.head());
    }

    @Override
    public void close() {
        network.close();
    }
}
