package dev.hone.transformer.generate;

import dev.hone.lm.GenerationRequest;
import dev.hone.lm.SamplingOptions;
import dev.hone.lm.TextListener;
import dev.hone.lm.TokenLogprob;
import dev.hone.transformer.ModelConfig;
import dev.hone.transformer.Rows;
import dev.hone.transformer.decode.Engines;
import dev.hone.transformer.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** How the sequences of one request go on: from logits to the next token, and to the end. For one thread. */
class TokenChoice {
    private final Tokenizer tokenizer;
    private final BitSet ends;
    private final int[] prompt;
    private final GenerationRequest request;
    private final String model;
    private final SamplingOptions options;
    private final StopTexts stops;
    private final int limit;
    private final Sampler sampler;
    private final Optional<Steering> steering;

    TokenChoice(
            ModelConfig config,
            Tokenizer tokenizer,
            BitSet ends,
            int[] prompt,
            GenerationRequest request,
            String model,
            Optional<Steering> steering) {
        this.tokenizer = tokenizer;
        this.ends = ends;
        this.prompt = prompt;
        this.request = request;
        this.model = model;
        this.steering = steering;
        steering.ifPresent(leads -> leads.prompt(prompt));
        options = request.options();
        stops = new StopTexts(options.stop());
        limit = Math.min(options.maxTokens(), config.context() - prompt.length);
        sampler = new Sampler(options, Engines.kernels(), config.vocabulary());
    }

    /** Tokens to read before the first choice. */
    int[] prompt() {
        return prompt;
    }

    /** How many samples the request asks for. */
    int samples() {
        return request.n();
    }

    /** A new sequence, still empty: sample number {@code sample} of the request, from 0. */
    Sequence sequence(int sample) {
        return new Sequence(request.sampleSeeds(model, request.first() + sample), stops, tokenizer.stream(prompt));
    }

    /** Gives a listener text for the tokens it is told of. */
    Progress pieces(TextListener listener) {
        return listener.equals(TextListener.NONE)
                ? Progress.NONE
                : new TextPieces(stops, () -> tokenizer.stream(prompt), listener);
    }

    /**
     * Chooses token number {@code step} of a sequence and gives it to it; the sequence is finished then if the token ends it,
     * completes a stop text or is the last that may be drawn.
     *
     * @param sample the sequence's number in the request
     * @return the token
     */
    int extend(Sequence sequence, Outputs outputs, int row, int step, int sample, Progress progress) {
        if (steering.isEmpty()) {
            return extend(sequence, outputs.logits(), row, step, sample, progress);
        }
        Rows steered = steering.get().steer(sample, outputs.logits(), outputs.hidden(), row);
        int id = extend(sequence, steered, 0, step, sample, progress);
        steering.get().chosen(sample, id);
        return id;
    }

    private int extend(Sequence sequence, Rows logits, int row, int step, int sample, Progress progress) {
        int id = sampler.choose(logits, row, sequence.uniform(step));
        if (ends.get(id)) {
            sequence.end();
            return id;
        }
        sequence.add(id, options.logprobs().isPresent() ? Optional.of(logprob(logits, row, id)) : Optional.empty());
        if (!sequence.finished()) {
            progress.token(sample, id);
            if (step + 1 == limit) {
                sequence.cut();
            }
        }
        return id;
    }

    private TokenLogprob logprob(Rows logits, int row, int id) {
        int at = logits.at(row);
        double logSum = sampler.logSum(logits, row);
        int top = options.logprobs().orElse(0);
        List<TokenLogprob.Alternative> alternatives = new ArrayList<>(top);
        if (top > 0) {
            Ranking ranking = sampler.ranked(logits, row, top);
            for (int place = 0; place < ranking.size(); place++) {
                int other = ranking.id(place);
                alternatives.add(
                        new TokenLogprob.Alternative(tokenizer.text(other), logits.values()[at + other] - logSum));
            }
        }
        return new TokenLogprob(tokenizer.text(id), logits.values()[at + id] - logSum, alternatives);
    }
}
