package dev.hone.steer;

import dev.hone.core.HoneException;
import dev.hone.lm.Capabilities;
import dev.hone.lm.Completion;
import dev.hone.lm.Drawn;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.LanguageModel;
import dev.hone.lm.SamplingOptions;
import dev.hone.lm.TextListener;
import dev.hone.steer.decode.TiltSettings;
import dev.hone.steer.decode.Trajectories;
import dev.hone.transformer.generate.LocalModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A frozen model, led by values: a language model like any other. It draws by the random numbers of the model it leads; so with
 * weights of 0 its samples are that model's, to the last bit.
 */
public final class SteeredModel implements LanguageModel {
    private final LocalModel model;
    private final List<Weighted> values;
    private final TiltSettings settings;

    /**
     * @param model closed with this one
     * @param values at least one, each name once; {@link dev.hone.steer.head.ValueFile#open} sees to it that they are this model's
     */
    public SteeredModel(LocalModel model, List<Weighted> values, TiltSettings settings) {
        Set<String> names = new HashSet<>();
        for (Weighted value : values) {
            if (!names.add(value.name())) {
                throw new HoneException(
                        "The value '" + value.name() + "' is given twice.", "add the two weights and give it once");
            }
        }
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a steered model needs a value");
        }
        this.model = model;
        this.values = List.copyOf(values);
        this.settings = settings;
    }

    /** The frozen model's name and the values, for example {@code stories15m+positivity:2}. */
    @Override
    public String name() {
        return model.name() + values.stream().map(value -> "+" + value).collect(Collectors.joining());
    }

    @Override
    public Capabilities capabilities() {
        return model.capabilities();
    }

    @Override
    public List<Completion> generate(GenerationRequest request) {
        return draw(request).completions();
    }

    @Override
    public Drawn draw(GenerationRequest request) {
        return draw(request, TextListener.NONE);
    }

    @Override
    public Drawn draw(GenerationRequest request, TextListener listener) {
        return model.draw(request, listener, trajectories(request));
    }

    /** {@link #generate} with how far each sample was led from the frozen model. */
    public List<SteeredSample> steer(GenerationRequest request) {
        Trajectories trajectories = trajectories(request);
        List<Completion> completions =
                model.draw(request, TextListener.NONE, trajectories).completions();
        List<SteeredSample> samples = new ArrayList<>();
        for (int i = 0; i < completions.size(); i++) {
            samples.add(new SteeredSample(completions.get(i), trajectories.divergence(i), trajectories.logRatio(i)));
        }
        return samples;
    }

    private Trajectories trajectories(GenerationRequest request) {
        SamplingOptions options = request.options();
        if (settings.limited()
                && (options.temperature() != 1
                        || options.topP().isPresent()
                        || options.topK().isPresent())) {
            throw new HoneException(
                    "A limit of divergence counts at temperature 1, and the samples are asked for at temperature "
                            + options.temperature()
                            + (options.topP().isPresent() || options.topK().isPresent()
                                    ? " with top-p or top-k."
                                    : "."),
                    "leave temperature, top-p and top-k alone, or leave the limit out");
        }
        int vocabulary = model.causalModel().config().vocabulary();
        int most = request.options().maxTokens();
        // a budget is shared out over the tokens that can come: no more than the context has room for
        int limit = settings.budget().isPresent() ? Math.min(most, model.room(request)) : most;
        return new Trajectories(values, settings, vocabulary, request.n(), limit);
    }

    @Override
    public void close() {
        model.close();
    }
}
