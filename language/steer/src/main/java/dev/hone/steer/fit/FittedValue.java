package dev.hone.steer.fit;

import dev.hone.core.files.AtomicFolder;
import dev.hone.steer.head.Head;
import dev.hone.steer.head.ValueCard;
import dev.hone.steer.head.ValueFile;
import dev.hone.transformer.generate.LocalModel;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A value that reads the frozen model's states as it was learnt, to be written to a file; holds native memory until it is closed. */
public final class FittedValue implements Fitted {
    private final Head head;
    private final Networks networks;
    private final FeatureScaling features;
    private final Scaling reward;
    private final int limit;
    private final SortedMap<String, Double> heldOut;

    FittedValue(
            Head head,
            Networks networks,
            FeatureScaling features,
            Scaling reward,
            int limit,
            SortedMap<String, Double> heldOut) {
        this.head = head;
        this.networks = networks;
        this.features = features;
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
        ValueCard card = new ValueCard(
                head, name, model.name(), model.tokenizer().identity(), reward.mean(), reward.deviation(), limit);
        ValueFile.write(folder, card, provenance, heldOut, networks.save(features));
    }

    @Override
    public void close() {
        networks.close();
    }
}
