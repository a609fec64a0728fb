package dev.hone.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hone.core.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An OpenAI-style server that knows what a compatibility kit asks: a few facts by rule, tools, JSON and pictures. A token is a word with
 * the space before it; stop sequences, token limits, {@code n}, streams and usage are as the API has them.
 */
final class SpeakingUpstream implements AutoCloseable {

    private static final Pattern WORD = Pattern.compile("\\s*\\S+");

    private final HttpServer server;

    /** What a request is answered with. */
    private record Saying(String text, Map<String, String> calls, String finish) {}

    SpeakingUpstream() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/chat/completions", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode asked = Json.read(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            Saying saying = limited(said(asked), asked);
            if (asked.path("stream").asBoolean(false)) {
                exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
                exchange.sendResponseHeaders(200, 0);
                for (String event : events(asked, saying)) {
                    exchange.getResponseBody().write(("data: " + event + "\n\n").getBytes(StandardCharsets.UTF_8));
                    exchange.getResponseBody().flush();
                }
            } else {
                byte[] body = Json.write(whole(asked, saying)).getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    /** What there is to say, without limits. */
    private static Saying said(JsonNode asked) {
        JsonNode messages = asked.path("messages");
        JsonNode last = messages.path(messages.size() - 1);
        String all = messages.toString();
        boolean json =
                asked.path("response_format").path("type").asString("text").startsWith("json");
        if (last.path("role").asString().equals("tool")) {
            StringBuilder results = new StringBuilder("The tools say:");
            for (JsonNode message : messages) {
                if (message.path("role").asString().equals("tool")) {
                    results.append(' ').append(message.path("content").asString());
                }
            }
            return text(json ? "{\"weather\":\"sunny\"}" : results.toString());
        }
        String question = last.path("content").toString();
        Map<String, String> calls = calls(asked, question);
        if (!calls.isEmpty()) {
            return new Saying("", calls, "tool_calls");
        }
        if (question.contains("capital of Germany")) {
            return text(
                    json ? "{\"city\": \"Berlin\"}" : "The capital of Germany is Berlin, a city of parks and rivers.");
        }
        if (question.contains("What do you see")) {
            return text("I see a cat" + (question.contains("these images") ? " and dice." : "."));
        }
        return text(
                all.contains("into German")
                        ? "Ich liebe dich"
                        : all.contains("favorite color")
                                ? "Your favorite color is green."
                                : question.contains("Hello World")
                                        ? "Hello World"
                                        : "Once upon a time ".repeat(60).strip());
    }

    private static Saying text(String text) {
        return new Saying(text, Map.of(), "stop");
    }

    /** Arguments by the names of the tools that the question calls for; the weather before the time. */
    private static Map<String, String> calls(JsonNode asked, String question) {
        Map<String, String> calls = new TreeMap<>(Comparator.reverseOrder());
        for (JsonNode tool : asked.path("tools")) {
            JsonNode function = tool.path("function");
            String name = function.path("name").asString();
            JsonNode properties = function.path("parameters").path("properties");
            if (properties.has("city") && question.contains("Munich")) {
                calls.put(name, "{\"city\":\"Munich\"}");
            } else if (properties.has("country") && question.contains("France")) {
                calls.put(name, "{\"country\":\"France\"}");
            } else if (properties.isEmpty() && question.contains("time now")) {
                calls.put(name, "{}");
            }
        }
        return calls;
    }

    /** Cut at a stop sequence, then at the token limit. */
    private static Saying limited(Saying saying, JsonNode asked) {
        String text = saying.text();
        for (JsonNode stop : asked.path("stop")) {
            int at = text.indexOf(stop.asString());
            text = at < 0 ? text : text.substring(0, at);
        }
        int most = asked.path("max_completion_tokens")
                .asInt(asked.path("max_tokens").asInt(1 << 20));
        List<String> words = words(text);
        return words.size() > most
                ? new Saying(String.join("", words.subList(0, most)), saying.calls(), "length")
                : new Saying(text, saying.calls(), saying.finish());
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            words.add(word.group());
        }
        return words;
    }

    private static ObjectNode usage(JsonNode asked, Saying saying, int n) {
        int prompt = words(asked.path("messages").toString()).size();
        int completion = n
                * Math.max(
                        1,
                        words(saying.text() + " "
                                        + String.join(" ", saying.calls().values()))
                                .size());
        return Json.MAPPER
                .createObjectNode()
                .put("prompt_tokens", prompt)
                .put("completion_tokens", completion)
                .put("total_tokens", prompt + completion);
    }

    private static ObjectNode head(JsonNode asked, String object) {
        return Json.MAPPER
                .createObjectNode()
                .put("id", "chatcmpl-1")
                .put("object", object)
                .put("created", 1)
                .put("model", asked.path("model").asString());
    }

    private static ObjectNode call(int index, String name, String arguments) {
        ObjectNode call =
                Json.MAPPER.createObjectNode().put("id", "call_" + index).put("type", "function");
        call.putObject("function").put("name", name).put("arguments", arguments);
        return call;
    }

    private static ObjectNode whole(JsonNode asked, Saying saying) {
        ObjectNode root = head(asked, "chat.completion");
        ArrayNode choices = root.putArray("choices");
        int n = asked.path("n").asInt(1);
        for (int i = 0; i < n; i++) {
            ObjectNode choice = choices.addObject().put("index", i);
            ObjectNode message = choice.putObject("message").put("role", "assistant");
            if (saying.calls().isEmpty()) {
                message.put("content", saying.text());
            } else {
                message.putNull("content");
                ArrayNode calls = message.putArray("tool_calls");
                saying.calls().forEach((name, arguments) -> calls.add(call(calls.size(), name, arguments)));
            }
            message.putNull("refusal");
            choice.putNull("logprobs").put("finish_reason", saying.finish());
        }
        root.set("usage", usage(asked, saying, n));
        return root;
    }

    private static List<String> events(JsonNode asked, Saying saying) {
        List<String> events = new ArrayList<>();
        events.add(chunk(asked, Map.of("role", "assistant", "content", ""), ""));
        words(saying.text()).forEach(word -> events.add(chunk(asked, Map.of("content", word), "")));
        int index = 0;
        for (Map.Entry<String, String> call : saying.calls().entrySet()) {
            ObjectNode begun = call(index, call.getKey(), "").put("index", index);
            events.add(chunk(asked, Map.of("tool_calls", List.of(begun)), ""));
            for (String piece : call.getValue().split("(?<=:)", 2)) {
                ObjectNode more = Json.MAPPER.createObjectNode().put("index", index);
                more.putObject("function").put("arguments", piece);
                events.add(chunk(asked, Map.of("tool_calls", List.of(more)), ""));
            }
            index++;
        }
        events.add(chunk(asked, Map.of(), saying.finish()));
        if (asked.path("stream_options").path("include_usage").asBoolean(false)) {
            ObjectNode last = head(asked, "chat.completion.chunk");
            last.putArray("choices");
            last.set("usage", usage(asked, saying, 1));
            events.add(Json.write(last));
        }
        events.add("[DONE]");
        return events;
    }

    private static String chunk(JsonNode asked, Map<String, Object> delta, String finish) {
        ObjectNode root = head(asked, "chat.completion.chunk");
        ObjectNode choice = root.putArray("choices").addObject().put("index", 0);
        choice.set("delta", Json.MAPPER.valueToTree(delta));
        choice.putNull("logprobs");
        if (finish.isEmpty()) {
            choice.putNull("finish_reason");
        } else {
            choice.put("finish_reason", finish);
        }
        return Json.write(root);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
