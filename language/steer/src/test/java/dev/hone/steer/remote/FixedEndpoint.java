package dev.hone.steer.remote;

import dev.hone.core.HoneException;
import dev.hone.core.Json;
import dev.hone.core.Seeds;
import dev.hone.lm.Capabilities;
import dev.hone.lm.ClientRequest;
import dev.hone.lm.Completion;
import dev.hone.lm.FinishReason;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.LanguageModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.node.ObjectNode;

/** A served model whose next token has the same distribution everywhere, and which answers as an API writes it. */
final class FixedEndpoint implements LanguageModel {
    /** What a server may not do. */
    enum Lack {
        IDS,
        TEXT,
        LOGPROBS,
        TWENTY,
        COOL // log-probabilities that don't move with the temperature
    }

    static final String END = "<eos>";

    final List<GenerationRequest> requests = new ArrayList<>();
    private final Map<String, Double>
            tokens; // probabilities; END ends the text and is sampled without a log-probability
    private final List<Lack> lacks;

    FixedEndpoint(Map<String, Double> tokens, Lack... lacks) {
        this.tokens = tokens;
        this.lacks = List.of(lacks);
    }

    @Override
    public synchronized List<Completion> generate(GenerationRequest request) {
        requests.add(request);
        ClientRequest client = request.client().orElseThrow();
        int top = request.options().logprobs().orElse(0);
        refuse(Lack.IDS, client.promptIds().isPresent(), "prompt must be a string");
        refuse(Lack.TEXT, client.promptIds().isEmpty(), "prompt must be ids");
        refuse(Lack.TWENTY, top > 5, "logprobs must be at most 5");
        List<Completion> said = new ArrayList<>();
        for (int i = 0; i < request.n(); i++) {
            said.add(say(request.sampleSeeds("fixed", i), request.options().temperature(), top));
        }
        return said;
    }

    private void refuse(Lack lack, boolean asked, String complaint) {
        if (asked && lacks.contains(lack)) {
            throw new HoneException(complaint + ".", "ask otherwise");
        }
    }

    private Completion say(Seeds seeds, double temperature, int top) {
        List<Map.Entry<String, Double>> order = tokens.entrySet().stream()
                .sorted(Comparator.comparingDouble((Map.Entry<String, Double> e) -> -e.getValue()))
                .toList();
        double total = order.stream()
                .mapToDouble(entry -> Math.pow(entry.getValue(), 1 / temperature))
                .sum();
        double target = seeds.uniform(0) * total;
        String token = order.getLast().getKey();
        for (Map.Entry<String, Double> entry : order) {
            target -= Math.pow(entry.getValue(), 1 / temperature);
            if (target < 0) {
                token = entry.getKey();
                break;
            }
        }
        boolean ends = token.equals(END);
        ObjectNode choice = Json.MAPPER.createObjectNode();
        if (!ends && top > 0 && !lacks.contains(Lack.LOGPROBS)) {
            double shown = lacks.contains(Lack.COOL) ? temperature : 1;
            ObjectNode logprobs = choice.putObject("logprobs");
            logprobs.putArray("tokens").add(token);
            ObjectNode likeliest = logprobs.putArray("top_logprobs").addObject();
            order.stream().limit(top).forEach(e -> likeliest.put(e.getKey(), Math.log(e.getValue()) / shown));
        }
        return new Completion(
                ends ? "" : token,
                Optional.empty(),
                ends ? FinishReason.STOP : FinishReason.LENGTH,
                1,
                List.of(),
                Optional.of(choice));
    }

    @Override
    public String name() {
        return "fixed";
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(OptionalInt.of(20), 128, true, 1, OptionalInt.empty());
    }

    @Override
    public void close() {}
}
