package dev.hone.steer.remote;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.lm.Capabilities;
import dev.hone.lm.Completion;
import dev.hone.lm.FinishReason;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.LanguageModel;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import dev.hone.lm.sampling.Calls;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A model behind an API that tells no log-probabilities, led by choosing: it continues the text a few times by some tokens, and one of
 * the continuations is kept.
 *
 * <p>Continuation i is kept with probability proportional to {@code exp(sum of beta V)} of the text with it. With many choices that tends
 * to the model's own distribution of blocks tilted by the values, as token by token the next token's is; weights of 0 are the
 * model itself. A block of one token and endless choices would be the token-wise mode; longer blocks cost fewer calls and lead less
 * closely.
 */
public final class BlockwiseModel implements LanguageModel {
    private final LanguageModel endpoint;
    private final RemoteValues values;
    private final BlockRule rule;
    private final Continuing continuing;

    /**
     * @param endpoint closed with this
     * @param values of the model behind it; closed with this
     * @param way by text or chat
     */
    BlockwiseModel(LanguageModel endpoint, RemoteValues values, BlockRule rule, Way way) {
        this.endpoint = endpoint;
        this.values = values;
        this.rule = rule;
        continuing = new Continuing(endpoint, way);
    }

    /**
     * Asks an endpoint how it can be asked, and makes it a model that is led.
     *
     * @param endpoints opens the endpoint anew, without what it has learnt of it; what it opens is closed
     * @param values of the model behind it; closed with the model, or at once if there will be none
     * @param probe what is continued to find that out, for example the first prompt
     * @param listener hears how it is asked
     * @throws HoneException if it doesn't continue texts
     */
    public static BlockwiseModel open(
            Supplier<LanguageModel> endpoints, RemoteValues values, BlockRule rule, Query probe, Listener listener) {
        try {
            Way way = new Probing(endpoints, new RemoteText(values.tokens(), probe, false).soFar()).find(0);
            listener.note(way.sentence());
            return new BlockwiseModel(endpoints.get(), values, rule, way);
        } catch (RuntimeException e) {
            values.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return values.model()
                + values.weighted().stream().map(value -> "+" + value).collect(Collectors.joining());
    }

    @Override
    public Capabilities capabilities() {
        return endpoint.capabilities();
    }

    @Override
    public List<Completion> generate(GenerationRequest request) {
        if (request.options().topP().isPresent() || request.options().topK().isPresent()) {
            throw new HoneException("--top-p and --top-k are not for blocks.", "leave them out");
        }
        Completion[] completions = new Completion[request.n()];
        boolean all = Calls.make(
                IntStream.range(0, request.n()).boxed().toList(),
                Math.min(request.n(), endpoint.capabilities().concurrency()),
                i -> completions[i] = draw(request, request.sampleSeeds(values.model(), request.first() + i)));
        if (!all) {
            throw new HoneException("Sampling was stopped.", "repeat the command");
        }
        return Arrays.stream(completions).map(Objects::requireNonNull).toList();
    }

    private Completion draw(GenerationRequest request, Seeds seeds) {
        SamplingOptions options = request.options();
        RemoteText text = new RemoteText(values.tokens(), request.query(), false);
        Optional<FinishReason> finish = Optional.empty();
        int paid = 0;
        for (int round = 0; finish.isEmpty() && paid < options.maxTokens(); round++) {
            int block = Math.min(rule.tokens(), options.maxTokens() - paid);
            List<Said> choices = continuing.ask(
                    text.soFar(),
                    rule.choices(),
                    block,
                    options.temperature(),
                    seeds.child("block").child(round));
            Said kept = choices.get(choose(text, choices, seeds.uniform(round)));
            text.say(kept.text());
            paid += block;
            if (text.cut(options.stop()) || kept.ended()) {
                finish = Optional.of(FinishReason.STOP);
            } else if (text.ids().length + rule.tokens() >= values.context()) {
                finish = Optional.of(FinishReason.LENGTH);
            }
        }
        return new Completion(
                text.saidText(),
                Optional.empty(),
                finish.orElse(FinishReason.LENGTH),
                text.response().length,
                List.of());
    }

    /** Which continuation is kept. */
    private int choose(RemoteText text, List<Said> choices, double uniform) {
        double[] nats = new double[choices.size()];
        for (int i = 0; i < nats.length; i++) {
            int[] response = text.with(choices.get(i).text());
            nats[i] = values.nats(text.prompt(), response, choices.get(i).ended());
        }
        return choose(nats, uniform);
    }

    /** The place of a uniform number on weights of so many nats. */
    static int choose(double[] nats, double uniform) {
        double most = Arrays.stream(nats).max().orElseThrow();
        double total = Arrays.stream(nats).map(n -> Math.exp(n - most)).sum();
        double reached = 0;
        for (int i = 0; i < nats.length - 1; i++) {
            reached += Math.exp(nats[i] - most);
            if (reached > uniform * total) {
                return i;
            }
        }
        return nats.length - 1;
    }

    @Override
    public void close() {
        endpoint.close();
        values.close();
    }
}
