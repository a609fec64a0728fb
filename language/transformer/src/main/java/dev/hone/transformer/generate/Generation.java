package dev.hone.transformer.generate;

import dev.hone.lm.Completion;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.SamplingOptions;
import dev.hone.lm.TokenLogprob;
import dev.hone.transformer.Decoder;
import dev.hone.transformer.ModelConfig;
import dev.hone.transformer.Rows;
import dev.hone.transformer.decode.Engines;
import dev.hone.transformer.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** The answer to one request: sequences that continue the same prompt, each until it ends, stops or is cut. */
final class Generation {
    private final Decoder decoder;
    private final Tokenizer tokenizer;
    private final BitSet ends;
    private final int[] prompt;
    private final GenerationRequest request;
    private final String model;
    private final SamplingOptions options;
    private final int limit;
    private final Sampler sampler;

    /** @param decoder reads {@code prompt} before the first run */
    Generation(
            ModelConfig config,
            Decoder decoder,
            Tokenizer tokenizer,
            BitSet ends,
            int[] prompt,
            GenerationRequest request,
            String model) {
        this.decoder = decoder;
        this.tokenizer = tokenizer;
        this.ends = ends;
        this.prompt = prompt;
        this.request = request;
        this.model = model;
        options = request.options();
        limit = Math.min(options.maxTokens(), config.context() - prompt.length);
        sampler = new Sampler(options, Engines.kernels(), config.vocabulary());
    }

    /** Draws samples {@code first .. first + n - 1} side by side. */
    List<Completion> run(int first, int n) {
        List<Sequence> all = new ArrayList<>(n);
        for (int i = first; i < first + n; i++) {
            all.add(new Sequence(request.sampleSeeds(model, i), options.stop(), tokenizer.stream(prompt)));
        }
        List<Sequence> live = all;
        int[] tokens = new int[n];
        decoder.fork(n);
        for (int step = 0; ; step++) {
            Rows logits = decoder.logits();
            for (int i = 0; i < live.size(); i++) {
                tokens[i] = extend(live.get(i), logits, i, step);
            }
            if (step + 1 == limit) {
                break;
            }
            live = keepUnfinished(live, tokens);
            if (live.isEmpty()) {
                break;
            }
            decoder.step(tokens);
        }
        live.stream().filter(sequence -> !sequence.finished()).forEach(Sequence::cut);
        return all.stream().map(Sequence::completion).toList();
    }

    private int extend(Sequence sequence, Rows logits, int row, int step) {
        int id = sampler.choose(logits, row, sequence.uniform(step));
        if (ends.get(id)) {
            sequence.end();
        } else {
            sequence.add(id, options.logprobs().isPresent() ? Optional.of(logprob(logits, row, id)) : Optional.empty());
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

    /** Lets finished sequences leave the batch; their places in {@code tokens} close up. */
    private List<Sequence> keepUnfinished(List<Sequence> live, int[] tokens) {
        int[] places = new int[live.size()];
        int kept = 0;
        for (int i = 0; i < live.size(); i++) {
            if (!live.get(i).finished()) {
                places[kept] = i;
                tokens[kept++] = tokens[i];
            }
        }
        if (kept == live.size()) {
            return live;
        }
        int[] stay = Arrays.copyOf(places, kept);
        decoder.keep(stay);
        return Arrays.stream(stay).mapToObj(live::get).toList();
    }
}
