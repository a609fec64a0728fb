package dev.hone.steer.evaluation;

import dev.hone.core.HoneException;
import dev.hone.core.Json;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.core.files.Hash;
import dev.hone.core.run.Items;
import dev.hone.lm.Completion;
import dev.hone.lm.FinishReason;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import dev.hone.lm.sampling.Calls;
import dev.hone.steer.SteeredModel;
import dev.hone.steer.SteeredSample;
import dev.hone.transformer.generate.LocalModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Draws policies' samples, and keeps those of each prompt as one item of the run: a kill costs the prompts in flight. */
final class DrawStore {
    private final LocalModel model;
    private final List<Query> prompts;
    private final SamplingOptions options;
    private final Seeds seeds;
    private final Items items;
    private final Listener listener;

    DrawStore(
            LocalModel model,
            List<Query> prompts,
            SamplingOptions options,
            Seeds seeds,
            Items items,
            Listener listener) {
        this.model = model;
        this.prompts = prompts;
        this.options = options;
        this.seeds = seeds;
        this.items = items;
        this.listener = listener;
    }

    /** {@code n} samples of every prompt, in the order of the prompts; drawn where the run has none. */
    List<Draws> draw(Policy policy, int n) {
        String stage = "drawing "
                + (policy.values().isEmpty() ? "base" : policy.values().toString());
        AtomicInteger done = new AtomicInteger();
        listener.begin(stage, 0, prompts.size());
        try {
            boolean all = Calls.make(prompts, Runtime.getRuntime().availableProcessors(), prompt -> {
                String id = id(policy, n, prompt);
                if (items.get(id).isEmpty()) {
                    items.put(id, json(drawn(policy, prompt, n)));
                }
                listener.advance(done.incrementAndGet());
            });
            if (!all) {
                throw new HoneException("Drawing was interrupted.", "repeat the command; it goes on from there");
            }
        } finally {
            listener.end();
        }
        return prompts.stream()
                .map(prompt -> read(items.get(id(policy, n, prompt)).orElseThrow()))
                .toList();
    }

    private static String id(Policy policy, int n, Query prompt) {
        return Hash.of(policy.id()).substring(0, 16) + " " + n + " " + prompt.id();
    }

    private Draws drawn(Policy policy, Query prompt, int n) {
        GenerationRequest request = new GenerationRequest(prompt, 0, n, options, seeds);
        if (policy.values().isEmpty()) {
            return Draws.of(model.generate(request).stream()
                    .map(completion -> new SteeredSample(completion, 0, 0))
                    .toList());
        }
        return Draws.of(new SteeredModel(model, policy.values(), policy.settings()).steer(request));
    }

    private static ObjectNode json(Draws draws) {
        ObjectNode item = Json.MAPPER.createObjectNode();
        ArrayNode texts = item.putArray("texts");
        ArrayNode tokens = item.putArray("tokens");
        ArrayNode ended = item.putArray("ended");
        draws.completions().forEach(completion -> {
            texts.add(completion.text());
            tokens.add(completion.tokens());
            ended.add(completion.finish() == FinishReason.STOP);
        });
        ArrayNode divergence = item.putArray("kl");
        ArrayNode logRatio = item.putArray("logRatio");
        for (int i = 0; i < draws.divergence().length; i++) {
            divergence.add(draws.divergence()[i]);
            logRatio.add(draws.logRatio()[i]);
        }
        return item;
    }

    private static Draws read(JsonNode item) {
        List<Completion> completions = new ArrayList<>();
        int n = item.path("texts").size();
        double[] divergence = new double[n];
        double[] logRatio = new double[n];
        for (int i = 0; i < n; i++) {
            FinishReason finish = item.path("ended").path(i).asBoolean() ? FinishReason.STOP : FinishReason.LENGTH;
            completions.add(new Completion(
                    item.path("texts").path(i).asString(),
                    Optional.empty(),
                    finish,
                    item.path("tokens").path(i).asInt(),
                    List.of()));
            divergence[i] = item.path("kl").path(i).asDouble();
            logRatio[i] = item.path("logRatio").path(i).asDouble();
        }
        return new Draws(completions, divergence, logRatio);
    }
}
