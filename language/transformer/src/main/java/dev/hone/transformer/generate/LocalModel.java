package dev.hone.transformer.generate;

import dev.hone.core.HoneException;
import dev.hone.lm.Capabilities;
import dev.hone.lm.ClientRequest;
import dev.hone.lm.Completion;
import dev.hone.lm.Drawn;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.LanguageModel;
import dev.hone.lm.Query;
import dev.hone.lm.TextListener;
import dev.hone.transformer.CausalModel;
import dev.hone.transformer.Decoder;
import dev.hone.transformer.EmbeddedModels;
import dev.hone.transformer.decode.TransformerModel;
import dev.hone.transformer.tokenizer.PromptEncoder;
import dev.hone.transformer.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A model folder as a language model. Every sample depends on the model, the run's seed, the query's id, the sample's index
 * and the options, and on nothing else. Calls from several threads run side by side, each with keys and values of its own;
 * one call uses one thread. Where many threads ask for few samples each, {@link #shared()} decodes them as one batch.
 */
public final class LocalModel implements LanguageModel {
    private static final int MOST_LOGPROBS = 20;
    private static final int ROWS_PER_THREAD = 8;

    private final String name;
    private final Decoding decoding;
    private final PromptEncoder prompts;
    private final BitSet ends;
    private final boolean raw;
    private final Lifetime lifetime;
    private final Optional<Scheduler> scheduler;

    private LocalModel(
            String name,
            Decoding decoding,
            PromptEncoder prompts,
            BitSet ends,
            boolean raw,
            Lifetime lifetime,
            Optional<Scheduler> scheduler) {
        this.name = name;
        this.decoding = decoding;
        this.prompts = prompts;
        this.ends = ends;
        this.raw = raw;
        this.lifetime = lifetime;
        this.scheduler = scheduler;
    }

    /** Loads a model that comes with Hone, by its name. */
    public static LocalModel embedded(String name) {
        return open(EmbeddedModels.folder(name), name);
    }

    /** Loads a model folder; its name is made from the weights, so that a copy elsewhere has the same. */
    public static LocalModel open(Path folder) {
        CausalModel model = TransformerModel.open(folder);
        return open(folder, ModelName.of(folder, model.config()), model);
    }

    /**
     * Loads a model folder under a name.
     *
     * @throws HoneException if the folder's model, tokenizer or chat template can't be used
     */
    public static LocalModel open(Path folder, String name) {
        return open(folder, name, TransformerModel.open(folder));
    }

    private static LocalModel open(Path folder, String name, CausalModel model) {
        BitSet ends = EndTokens.read(folder, model.config().vocabulary());
        return of(name, model, PromptEncoder.load(folder), ends);
    }

    /**
     * A language model from its parts.
     *
     * @param ends ids that end a text
     */
    public static LocalModel of(String name, CausalModel model, PromptEncoder prompts, BitSet ends) {
        return new LocalModel(
                name,
                new Decoding(model),
                prompts,
                (BitSet) ends.clone(),
                false,
                new Lifetime(prompts::close),
                Optional.empty());
    }

    /** The same model reading queries as they stand, past the chat template. Closing one closes both. */
    public LocalModel raw() {
        return new LocalModel(name, decoding, prompts, ends, true, lifetime, scheduler);
    }

    /** The same model that never ends a text, for measurements; not shared. Closing one closes both. */
    public LocalModel endless() {
        return new LocalModel(name, decoding.without(ends), prompts, new BitSet(), raw, lifetime, Optional.empty());
    }

    /**
     * {@link #shared(int)} with a thread for every core, as far as each has room for a batch worth its while. One thread takes a
     * quarter less processor time a token and leaves the other cores free.
     */
    public LocalModel shared() {
        int most = Math.max(1, decoding.width() / ROWS_PER_THREAD);
        return shared(Math.min(most, Runtime.getRuntime().availableProcessors()));
    }

    /**
     * The same model for many callers at once: whatever threads ask for is decoded side by side in one batch per decoding
     * thread, and joins and leaves at any step. Samples are the same to the last bit. What doesn't fit waits in order of
     * arrival. A caller that is interrupted gets a {@link HoneException}, and its samples leave at the next step. Closing one
     * closes both.
     *
     * @param threads that decode, at least 1; they start with the first request
     */
    public LocalModel shared(int threads) {
        Scheduler scheduler = new Scheduler(decoding.model(), decoding.width(), threads);
        return new LocalModel(name, decoding, prompts, ends, raw, lifetime, Optional.of(lifetime.add(scheduler)));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(
                OptionalInt.of(MOST_LOGPROBS),
                Integer.MAX_VALUE,
                true,
                scheduler.isPresent() ? decoding.width() : Runtime.getRuntime().availableProcessors(),
                OptionalInt.of(causalModel().config().context()));
    }

    /** The level below. */
    public CausalModel causalModel() {
        return decoding.model();
    }

    /** What turns its texts into token ids and back; closed with the model. */
    public Tokenizer tokenizer() {
        return prompts.tokenizer();
    }

    /** The ids that end a text; a copy. */
    public BitSet endTokens() {
        return (BitSet) ends.clone();
    }

    @Override
    public List<Completion> generate(GenerationRequest request) {
        return generate(request, TextListener.NONE);
    }

    @Override
    public Drawn draw(GenerationRequest request) {
        return draw(request, TextListener.NONE);
    }

    /** A client's text is continued as it stands, past the chat template, and so are its token ids. */
    @Override
    public Drawn draw(GenerationRequest request, TextListener listener) {
        return draw(request, listener, Optional.empty());
    }

    /**
     * {@link #draw(GenerationRequest, TextListener)} under a steering, which is this request's own. The random numbers are those
     * of this model's name, so that a steering that changes no logit changes no sample.
     */
    public Drawn draw(GenerationRequest request, TextListener listener, Steering steering) {
        return draw(request, listener, Optional.of(steering));
    }

    private Drawn draw(GenerationRequest request, TextListener listener, Optional<Steering> steering) {
        return lifetime.call(() -> {
            int[] prompt = encode(request);
            return new Drawn(draw(prompt, request, listener, steering), prompt.length);
        });
    }

    /**
     * Tokens that fit the context behind a request's prompt.
     *
     * @return at least 1
     */
    public int room(GenerationRequest request) {
        return lifetime.call(() -> {
            int[] prompt = encode(request);
            return causalModel().config().context() - prompt.length;
        });
    }

    /**
     * Like {@link #generate(GenerationRequest)}, telling of the texts as they grow.
     *
     * @throws RuntimeException what {@code listener} throws, which ends the request
     */
    public List<Completion> generate(GenerationRequest request, TextListener listener) {
        return lifetime.call(() -> draw(encode(request), request, listener, Optional.empty()));
    }

    /**
     * Continues token ids instead of the query's text, of which only the id counts.
     *
     * @param prompt at least one id of the vocabulary, fewer than the context holds; all of them, the beginning-of-sequence
     *     token included
     */
    public List<Completion> generate(int[] prompt, GenerationRequest request, TextListener listener) {
        check(prompt, request.query());
        return lifetime.call(() -> draw(prompt.clone(), request, listener, Optional.empty()));
    }

    /**
     * The token ids that the model is to continue for a query; their number is what a request's prompt costs, once for all its
     * samples.
     *
     * @throws HoneException if they don't fit the context with room for an answer
     */
    public int[] prompt(Query query) {
        return lifetime.call(() -> encode(query));
    }

    /** The same as text: through the chat template if the model has one and isn't {@link #raw}. */
    public String promptText(Query query) {
        return raw ? query.text() : prompts.text(query);
    }

    private List<Completion> draw(
            int[] prompt, GenerationRequest request, TextListener listener, Optional<Steering> steering) {
        TokenChoice choice =
                new TokenChoice(causalModel().config(), prompts.tokenizer(), ends, prompt, request, name, steering);
        Progress progress = choice.pieces(listener);
        return scheduler.map(shared -> shared.draw(choice, progress)).orElseGet(() -> drawAlone(choice, progress));
    }

    private List<Completion> drawAlone(TokenChoice choice, Progress progress) {
        Decoder decoder = decoding.borrow();
        Generation generation = new Generation(decoder, choice, progress);
        List<Completion> completions = new ArrayList<>(choice.samples());
        decoder.prompt(choice.prompt());
        for (int first = 0; first < choice.samples(); first += decoding.width()) {
            completions.addAll(generation.run(first, Math.min(decoding.width(), choice.samples() - first)));
        }
        decoding.giveBack(decoder);
        return completions;
    }

    /** Samples that callers of this shared view wait for; 0 of one that isn't shared. */
    int pending() {
        return scheduler.map(Scheduler::pending).orElse(0);
    }

    /** A query's {@link Decoder#promptStates}. [4 * hidden] */
    float[] promptStates(Query query) {
        return lifetime.call(() -> readStates(encode(query)));
    }

    /**
     * The hidden state after every token of a sequence, as it is when the sequence is drawn, to the last bit. [token][hidden]
     *
     * @param tokens a prompt and what follows it, at least one id of the vocabulary and not more than the context holds
     */
    public float[] states(int... tokens) {
        return lifetime.call(() -> {
            float[] states = new float
                    [Math.multiplyExact(tokens.length, causalModel().config().hidden())];
            Decoder decoder = decoding.borrow();
            decoder.states(tokens, states);
            decoding.giveBack(decoder);
            return states;
        });
    }

    private float[] readStates(int[] prompt) {
        Decoder decoder = decoding.borrow();
        decoder.prompt(prompt);
        float[] states = decoder.promptStates();
        decoding.giveBack(decoder);
        return states;
    }

    /** What {@link AnswerScoring} says of answers to a query, side by side. [answers][AnswerScoring.NUMBERS] */
    float[][] answerNumbers(Query query, List<AnswerScoring.Answer> answers) {
        return lifetime.call(() -> readAnswers(encode(query), answers));
    }

    private float[][] readAnswers(int[] prompt, List<AnswerScoring.Answer> answers) {
        AnswerScoring.requireFits(name, causalModel().config(), prompt.length, answers);
        Decoder decoder = decoding.borrow();
        AnswerScoring scoring = new AnswerScoring(causalModel().config(), decoder, ends);
        decoder.prompt(prompt);
        float[][] numbers = new float[answers.size()][];
        for (int first = 0; first < numbers.length; first += decoding.width()) {
            List<AnswerScoring.Answer> some =
                    answers.subList(first, Math.min(numbers.length, first + decoding.width()));
            System.arraycopy(scoring.run(some), 0, numbers, first, some.size());
        }
        decoding.giveBack(decoder);
        return numbers;
    }

    /** Ends what is shared, waits for other calls under way, and frees the native part of the tokenizer. */
    @Override
    public void close() {
        lifetime.close();
    }

    private int[] encode(GenerationRequest request) {
        Query query = request.query();
        int[] prompt = request.client()
                .map(client -> encode(client, query))
                .orElseGet(() -> raw ? prompts.encodeRaw(query.text()) : prompts.encode(query));
        check(prompt, query);
        return prompt;
    }

    private int[] encode(ClientRequest client, Query query) {
        if (client.operation() == ClientRequest.Operation.TEXT) {
            return client.promptIds().orElseGet(() -> prompts.encodeRaw(query.text()));
        }
        Query asked = client.continuesAnswer() ? query.withoutLast() : query;
        String begun = client.continuesAnswer() ? query.messages().getLast().content() : "";
        return prompts.encodeRaw(promptText(asked) + begun);
    }

    private int[] encode(Query query) {
        int[] prompt = raw ? prompts.encodeRaw(query.text()) : prompts.encode(query);
        check(prompt, query);
        return prompt;
    }

    private void check(int[] prompt, Query query) {
        int context = causalModel().config().context();
        if (prompt.length >= context) {
            throw new HoneException(
                    "The prompt of query '" + query.id() + "' has " + prompt.length + " tokens; the context of " + name
                            + " holds " + context + ", with at least one for the answer.",
                    "shorten the prompt, or use a model with a larger context");
        }
        if (prompt.length == 0) {
            throw new HoneException(
                    "The prompt of query '" + query.id() + "' has no tokens.", "give the model something to continue");
        }
        int vocabulary = causalModel().config().vocabulary();
        for (int id : prompt) {
            if (id < 0 || id >= vocabulary) {
                throw new HoneException(
                        "The prompt of query '" + query.id() + "' has the token id " + id + "; " + name + " knows 0 to "
                                + (vocabulary - 1) + ".",
                        "the ids, or tokenizer.json, belong to another model");
            }
        }
    }
}
