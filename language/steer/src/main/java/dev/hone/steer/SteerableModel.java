package dev.hone.steer;

import dev.hone.core.HoneException;
import dev.hone.core.Nearest;
import dev.hone.lm.Capabilities;
import dev.hone.lm.Completion;
import dev.hone.lm.Drawn;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.LanguageModel;
import dev.hone.lm.Steerable;
import dev.hone.lm.TextListener;
import dev.hone.steer.decode.TiltSettings;
import dev.hone.transformer.generate.LocalModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A local model and the values that may lead it; by itself it is the frozen model. */
public final class SteerableModel implements Steerable {
    private final LocalModel model;
    private final SortedMap<String, Value> values;
    private final TiltSettings settings;

    /**
     * @param model closed with this one
     * @param values by the names under which they are asked for; of this model
     */
    public SteerableModel(LocalModel model, Map<String, Value> values, TiltSettings settings) {
        this.model = model;
        this.values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        this.settings = settings;
    }

    @Override
    public LanguageModel led(SortedMap<String, Double> weights) {
        List<Weighted> weighted = new ArrayList<>();
        weights.forEach((name, weight) -> {
            Value value = values.get(name);
            if (value == null) {
                throw new HoneException(
                        "There is no value '" + name + "' for " + model.name() + ".",
                        Nearest.of(name, values.keySet())
                                .map(near -> "you mean '" + near + "'")
                                .orElse("it is one of " + values.keySet()));
            }
            weighted.add(new Weighted(name, value, weight));
        });
        return new SteeredModel(model, weighted, settings);
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public Capabilities capabilities() {
        return model.capabilities();
    }

    @Override
    public List<Completion> generate(GenerationRequest request) {
        return model.generate(request);
    }

    @Override
    public Drawn draw(GenerationRequest request) {
        return model.draw(request);
    }

    @Override
    public Drawn draw(GenerationRequest request, TextListener listener) {
        return model.draw(request, listener);
    }

    @Override
    public void close() {
        model.close();
    }
}
