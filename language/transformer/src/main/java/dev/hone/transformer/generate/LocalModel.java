package dev.hone.transformer.generate;

import dev.hone.core.HoneException;
import dev.hone.lm.Capabilities;
import dev.hone.lm.Completion;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.LanguageModel;
import dev.hone.lm.Query;
import dev.hone.transformer.CausalModel;
import dev.hone.transformer.Decoder;
import dev.hone.transformer.EmbeddedModels;
import dev.hone.transformer.decode.Footprint;
import dev.hone.transformer.decode.TransformerModel;
import dev.hone.transformer.tokenizer.PromptEncoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * A model folder as a language model. Every sample depends on the model, the run's seed, the query's id, the sample's index
 * and the options, and on nothing else. Calls from several threads run side by side, each with keys and values of its own;
 * one call uses one thread.
 */
public final class LocalModel implements LanguageModel {
    /** Most samples of a query that are decoded side by side: beyond it the cost per sample hardly falls. */
    private static final int WIDEST = 32;

    private static final int MOST_LOGPROBS = 20;

    private final String name;
    private final CausalModel model;
    private final PromptEncoder prompts;
    private final BitSet ends;
    private final boolean raw;
    private final int width;
    private final ConcurrentLinkedDeque<Decoder> idle;

    private LocalModel(
            String name,
            CausalModel model,
            PromptEncoder prompts,
            BitSet ends,
            boolean raw,
            int width,
            ConcurrentLinkedDeque<Decoder> idle) {
        this.name = name;
        this.model = model;
        this.prompts = prompts;
        this.ends = ends;
        this.raw = raw;
        this.width = width;
        this.idle = idle;
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
                name, model, prompts, (BitSet) ends.clone(), false, width(model), new ConcurrentLinkedDeque<>());
    }

    /** As many as an eighth of Java's memory holds, with full contexts. */
    private static int width(CausalModel model) {
        long sequence =
                Footprint.of(model.config()).perPosition() * model.config().context();
        long fitting = Runtime.getRuntime().maxMemory() / 8 / sequence;
        return Math.clamp(fitting, 1, WIDEST);
    }

    /** The same model reading queries as they stand, past the chat template. Closing one closes both. */
    public LocalModel raw() {
        return new LocalModel(name, model, prompts, ends, true, width, idle);
    }

    /** The same model that never ends a text, for measurements. Closing one closes both. */
    public LocalModel endless() {
        return new LocalModel(
                name, new MaskedModel(model, ends), prompts, new BitSet(), raw, width, new ConcurrentLinkedDeque<>());
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
                Runtime.getRuntime().availableProcessors(),
                OptionalInt.of(model.config().context()));
    }

    /** The level below. */
    public CausalModel causalModel() {
        return model;
    }

    @Override
    public List<Completion> generate(GenerationRequest request) {
        int[] prompt = encode(request.query());
        Decoder decoder = borrow();
        Generation generation =
                new Generation(model.config(), decoder, prompts.tokenizer(), ends, prompt, request, name);
        List<Completion> completions = new ArrayList<>(request.n());
        decoder.prompt(prompt);
        for (int first = 0; first < request.n(); first += width) {
            completions.addAll(generation.run(request.first() + first, Math.min(width, request.n() - first)));
        }
        idle.push(decoder);
        return completions;
    }

    /** A query's {@link Decoder#promptStates}. [4 * hidden] */
    float[] promptStates(Query query) {
        int[] prompt = encode(query);
        Decoder decoder = borrow();
        decoder.prompt(prompt);
        float[] states = decoder.promptStates();
        idle.push(decoder);
        return states;
    }

    /** What {@link AnswerScoring} says of answers to a query, side by side. [answers][AnswerScoring.NUMBERS] */
    float[][] answerNumbers(Query query, List<AnswerScoring.Answer> answers) {
        int[] prompt = encode(query);
        AnswerScoring.requireFits(name, model.config(), prompt.length, answers);
        Decoder decoder = borrow();
        AnswerScoring scoring = new AnswerScoring(model.config(), decoder, ends);
        decoder.prompt(prompt);
        float[][] numbers = new float[answers.size()][];
        for (int first = 0; first < numbers.length; first += width) {
            List<AnswerScoring.Answer> some = answers.subList(first, Math.min(numbers.length, first + width));
            System.arraycopy(scoring.run(some), 0, numbers, first, some.size());
        }
        idle.push(decoder);
        return numbers;
    }

    @Override
    public void close() {
        idle.clear();
        prompts.close();
    }

    private Decoder borrow() {
        Decoder decoder = idle.poll();
        return decoder == null ? model.decoder(width) : decoder;
    }

    private int[] encode(Query query) {
        int[] prompt = raw ? prompts.encodeRaw(query.text()) : prompts.encode(query);
        int context = model.config().context();
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
        for (int id : prompt) {
            if (id >= model.config().vocabulary()) {
                throw new HoneException(
                        "The tokenizer of " + name + " made the token id " + id + "; the model knows "
                                + model.config().vocabulary() + ".",
                        "tokenizer.json belongs to another model; fetch both again");
            }
        }
        return prompt;
    }
}
