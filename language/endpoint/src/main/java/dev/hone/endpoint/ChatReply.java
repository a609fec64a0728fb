package dev.hone.endpoint;

import dev.hone.lm.CallDetails;
import dev.hone.lm.ClientRequest;
import dev.hone.lm.Completion;
import dev.hone.lm.FinishReason;
import dev.hone.lm.TokenLogprob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A good answer of {@code chat/completions}.
 *
 * @param completions at least one, at most as many as asked for
 * @param details beside choices and counts
 */
record ChatReply(List<Completion> completions, Usage usage, CallDetails details) {
    private static final int MOST_TOKENS = 1 << 30;

    /** One choice before its tokens are known. */
    private record Choice(
            String text, Optional<FinishReason> finish, List<TokenLogprob> logprobs, Optional<JsonNode> written) {}

    /**
     * Reads the choices that can be read; a broken one beside good ones is left out, as if it had not come.
     *
     * @return empty if there is not one good choice
     */
    static Optional<ChatReply> read(JsonNode root, ChatRequest asked) {
        List<Choice> choices = new ArrayList<>();
        for (JsonNode node : root.path("choices")) {
            if (choices.size() < asked.n()) {
                choice(node, asked).ifPresent(choices::add);
            }
        }
        if (choices.isEmpty()) {
            return Optional.empty();
        }
        Optional<Long> prompt = count(root, "prompt_tokens");
        Optional<Long> sampled = count(root, "completion_tokens");
        List<Integer> tokens = share(choices, sampled);
        List<Completion> completions = new ArrayList<>();
        for (int i = 0; i < choices.size(); i++) {
            completions.add(completion(choices.get(i), tokens.get(i), asked));
        }
        long used = sampled.orElseGet(
                () -> tokens.stream().mapToLong(Integer::longValue).sum());
        Usage usage = new Usage(
                prompt.orElseGet(() -> Tokens.about(asked.generation().query())),
                used,
                prompt.isPresent() && sampled.isPresent());
        return Optional.of(new ChatReply(List.copyOf(completions), usage, Details.of(root)));
    }

    private static Optional<Choice> choice(JsonNode node, ChatRequest asked) {
        Optional<String> continued = node.path("text").stringValueOpt();
        if (continued.isPresent() && asked.operation().equals(ClientRequest.Operation.TEXT.path())) {
            return continued.map(text -> choice(text, node, asked));
        }
        JsonNode message = node.path("message");
        if (!message.isObject() || node.path("error").isObject()) {
            return Optional.empty();
        }
        JsonNode content = message.path("content");
        Optional<String> text;
        if (content.isArray()) {
            StringBuilder parts = new StringBuilder();
            content.forEach(part -> part.path("text").stringValueOpt().ifPresent(parts::append));
            text = Optional.of(parts.toString());
        } else if (content.isNull() || content.isMissingNode()) {
            // a refusal, or a model that spent all its tokens on thinking: an answer, and paid for
            text = Optional.of(message.path("refusal").stringValueOpt().orElse(""));
        } else {
            text = content.stringValueOpt();
        }
        return text.map(t -> choice(t, node, asked));
    }

    private static Choice choice(String text, JsonNode node, ChatRequest asked) {
        return new Choice(
                withoutStop(text, asked.generation().options().stop()),
                finish(node.path("finish_reason")),
                Logprobs.read(node.path("logprobs")),
                asked.generation().client().map(_ -> node));
    }

    private static Completion completion(Choice choice, int tokens, ChatRequest asked) {
        boolean full = tokens >= asked.generation().options().maxTokens();
        FinishReason finish = choice.finish().orElse(full ? FinishReason.LENGTH : FinishReason.STOP);
        return new Completion(choice.text(), Optional.empty(), finish, tokens, choice.logprobs(), choice.written());
    }

    private static Optional<FinishReason> finish(JsonNode reason) {
        return reason.stringValueOpt().map(text -> switch (text) {
            case "length", "max_tokens" -> FinishReason.LENGTH;
            default -> FinishReason.STOP;
        });
    }

    /** The protocol leaves the stop text out; some servers leave it in. */
    private static String withoutStop(String text, List<String> stops) {
        for (String stop : stops) {
            if (!stop.isEmpty() && text.endsWith(stop)) {
                return text.substring(0, text.length() - stop.length());
            }
        }
        return text;
    }

    private static Optional<Long> count(JsonNode root, String field) {
        JsonNode value = root.path("usage").path(field);
        return value.isIntegralNumber() && value.canConvertToLong()
                ? Optional.of(value.longValue()).filter(v -> v >= 0 && v <= MOST_TOKENS)
                : Optional.empty();
    }

    /**
     * Tokens per choice. Servers report one sum for all choices: it is shared out by the choices' own counts (entries of the
     * log-probabilities, else a quarter of the characters), rounded so that the shares add up to the sum.
     */
    private static List<Integer> share(List<Choice> choices, Optional<Long> sum) {
        long[] weights = choices.stream()
                .mapToLong(c -> Math.max(
                        1,
                        c.logprobs().isEmpty()
                                ? Tokens.about(c.text())
                                : c.logprobs().size()))
                .toArray();
        long total = 0;
        for (long weight : weights) {
            total += weight;
        }
        long goal = sum.orElse(total);
        List<Integer> shares = new ArrayList<>();
        long before = 0;
        long given = 0;
        for (long weight : weights) {
            before += weight;
            // the first k shares add up to the sum's first k-th part, rounded: none is lost, none is invented
            long upTo = Math.round((double) goal * before / total);
            shares.add((int) (upTo - given));
            given = upTo;
        }
        return shares;
    }
}
