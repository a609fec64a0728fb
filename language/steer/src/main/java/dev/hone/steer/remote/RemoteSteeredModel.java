package dev.hone.steer.remote;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.lm.Capabilities;
import dev.hone.lm.Completion;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.LanguageModel;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import dev.hone.lm.sampling.Calls;
import dev.hone.steer.SteeredSample;
import dev.hone.steer.Weighted;
import dev.hone.steer.decode.TiltSettings;
import dev.hone.transformer.generate.LocalModel;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A model behind an API, led by values that need nothing of it but its texts: a language model like any other.
 *
 * <p>One call for each token asks for the likeliest next tokens, the candidates; their probabilities are tilted exactly as those of a
 * model on this machine whose candidates are so many, and the mass of the others keeps bonus 0. The random numbers are those by which the
 * model would be drawn from on this machine. Where a draw falls on the others, which one it is the endpoint says itself.
 */
public final class RemoteSteeredModel implements LanguageModel {
    private static final int MOST_TOLD = 20;

    private final LanguageModel endpoint;
    private final RemoteValues opened;
    private final LocalModel tokens;
    private final String model;
    private final List<Weighted> values;
    private final TiltSettings settings;
    private final Way way;
    private final NextTokens next;
    private final Tally tally = new Tally();

    private RemoteSteeredModel(
            LanguageModel endpoint, RemoteValues values, TiltSettings settings, Way way, Listener listener) {
        this.endpoint = endpoint;
        opened = values;
        this.values = values.weighted();
        this.settings = settings;
        this.way = way;
        tokens = values.tokens();
        model = values.model();
        int vocabulary = values.vocabulary();
        listener.note(way.sentence());
        next = new NextTokens(
                new Continuing(endpoint, way),
                new Spelling(tokens.tokenizer(), vocabulary),
                tokens.endTokens(),
                vocabulary,
                values.context(),
                tally);
    }

    /**
     * Asks an endpoint how it can be asked, and makes it a model that is led.
     *
     * @param endpoints opens the endpoint anew, without what it has learnt of it; what it opens is closed
     * @param values of the model behind it; closed with the model, or at once if there will be none
     * @param probe what is continued to find that out, for example the first prompt
     * @param most likeliest tokens to ask for, 1 to 20
     * @param listener hears how it is asked
     * @throws HoneException if it tells no log-probabilities, or doesn't continue texts
     */
    public static RemoteSteeredModel open(
            Supplier<LanguageModel> endpoints,
            RemoteValues values,
            TiltSettings settings,
            Query probe,
            int most,
            Listener listener) {
        try {
            if (most < 1 || most > MOST_TOLD) {
                throw new HoneException(
                        "The candidates are the " + most + " likeliest tokens, and an API tells 1 to " + MOST_TOLD
                                + ".",
                        "give --candidates 20, or 5 where it tells no more");
            }
            Way way = new Probing(endpoints, new RemoteText(values.tokens(), probe, true).soFar()).find(most);
            if (way.top() == 0) {
                throw new HoneException(
                        "The endpoint of " + values.model() + " tells no log-probabilities of its tokens.",
                        "lead it by blocks, which needs none: --blockwise 16:4");
            }
            return new RemoteSteeredModel(endpoints.get(), values, settings, way, listener);
        } catch (RuntimeException e) {
            values.close();
            throw e;
        }
    }

    /** How the endpoint is asked. */
    public Way way() {
        return way;
    }

    /** What it cost so far that the endpoint tells its likeliest tokens only. */
    public Cutoff cutoff() {
        return tally.read();
    }

    /** The model's own name, which decides the random numbers, and the values, for example {@code stories15m+positivity:2}. */
    @Override
    public String name() {
        return model + values.stream().map(value -> "+" + value).collect(Collectors.joining());
    }

    @Override
    public Capabilities capabilities() {
        return endpoint.capabilities();
    }

    @Override
    public List<Completion> generate(GenerationRequest request) {
        return steer(request).stream().map(SteeredSample::completion).toList();
    }

    /** {@link #generate} with how far each sample was led. */
    public List<SteeredSample> steer(GenerationRequest request) {
        requirePossible(request.options());
        BitSet ends = tokens.endTokens();
        SteeredSample[] samples = new SteeredSample[request.n()];
        boolean all = Calls.make(
                IntStream.range(0, request.n()).boxed().toList(),
                Math.min(request.n(), endpoint.capabilities().concurrency()),
                i -> samples[i] = new RemoteSample(
                                next,
                                values,
                                settings,
                                request.options(),
                                ends,
                                new RemoteText(tokens, request.query(), way.ids()),
                                request.sampleSeeds(model, request.first() + i),
                                tally)
                        .draw());
        if (!all) {
            throw new HoneException("Sampling was stopped.", "repeat the command");
        }
        return Arrays.stream(samples).map(Objects::requireNonNull).toList();
    }

    private void requirePossible(SamplingOptions options) {
        double temperature = options.temperature();
        if (options.topP().isPresent() || options.topK().isPresent()) {
            throw new HoneException(
                    "--top-p and --top-k ask for tokens that an API doesn't tell.",
                    "leave them out; --candidates is the number it tells");
        }
        if (settings.rest() && temperature != 0 && temperature != 1) {
            throw new HoneException(
                    "The temperature is " + temperature
                            + ", and what is left for the tokens that an API doesn't tell is known at 1 only.",
                    "give --temperature 1, or 0 for the likeliest");
        }
        if (settings.limited() && temperature != 1) {
            throw new HoneException(
                    "A limit of divergence counts at temperature 1, and the samples are asked for at temperature "
                            + temperature + ".",
                    "leave the temperature alone, or leave the limit out");
        }
    }

    @Override
    public void close() {
        endpoint.close();
        opened.close();
    }
}
