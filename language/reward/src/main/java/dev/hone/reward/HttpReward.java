package dev.hone.reward;

import dev.hone.core.HoneException;
import dev.hone.core.Json;
import dev.hone.core.program.Excerpt;
import dev.hone.lm.Completion;
import dev.hone.lm.Query;
import dev.hone.reward.Traits.Reach;
import dev.hone.reward.Traits.Scale;
import dev.hone.reward.Traits.Verifier;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The user's own scorer behind a URL. It is sent {@code POST {"items": [{"id", "prompt" or "messages", "reference"?, "completion"},
 * …]}}, at most {@link #BATCH} items of one query, and answers {@code {"rewards": [number, …]}}, one an item in order. Calls
 * that meet a closed door, a time-out, 429 or 5xx are made again a few times; grading is expected to have no side effect.
 */
final class HttpReward implements Reward {
    static final Traits TRAITS = new Traits(
            Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            Scale.REAL,
            false,
            Verifier.IF_BINARY,
            "a request for up to 64 answers, 60 s each at most",
            Reach.NETWORK);

    /** Most items of one request. */
    static final int BATCH = 64;

    private static final int MOST_BYTES = 1 << 20;

    /** How patient it is. */
    record Patience(Duration connect, Duration answer, int tries, Duration firstPause, Duration longestPause) {
        static final Patience USUAL = new Patience(
                Duration.ofSeconds(10), Duration.ofSeconds(60), 4, Duration.ofMillis(500), Duration.ofSeconds(30));
    }

    private record Answer(int status, String body, Optional<String> retryAfter) {}

    private final URI url;
    private final Patience patience;
    private final HttpClient client;

    HttpReward(URI url, Patience patience) {
        this.url = url;
        this.patience = patience;
        // some small servers stumble over the offer of HTTP/2
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience.connect())
                .build();
    }

    /**
     * The scorer at an address.
     *
     * @throws HoneException if it is no http or https URL
     */
    static HttpReward at(String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw notAUrl(url);
        }
        String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        if (uri.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw notAUrl(url);
        }
        return new HttpReward(uri, Patience.USUAL);
    }

    @Override
    public String name() {
        return "http:" + url;
    }

    @Override
    public Traits traits() {
        return TRAITS;
    }

    @Override
    public int concurrency() {
        return 8;
    }

    @Override
    public double[] score(Query query, List<Completion> completions) {
        double[] rewards = new double[completions.size()];
        for (int from = 0; from < rewards.length; from += BATCH) {
            List<Completion> batch = completions.subList(from, Math.min(rewards.length, from + BATCH));
            double[] part = rewards(send(request(query, batch)), batch.size());
            System.arraycopy(part, 0, rewards, from, part.length);
        }
        return rewards;
    }

    @Override
    public void close() {
        client.close();
    }

    private HttpRequest request(Query query, List<Completion> batch) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        ArrayNode items = body.putArray("items");
        batch.forEach(completion -> items.add(Protocol.item(query, completion)));
        return HttpRequest.newBuilder(url)
                .timeout(patience.answer())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.write(body)))
                .build();
    }

    private String send(HttpRequest request) {
        String last = "";
        for (int attempt = 0; attempt < patience.tries(); attempt++) {
            Optional<String> retryAfter = Optional.empty();
            try {
                Answer answer = exchange(request);
                if (answer.status() == 200) {
                    return answer.body();
                }
                last = "answered " + answer.status() + ": " + Excerpt.start(answer.body());
                if (answer.status() != 429 && answer.status() < 500) {
                    throw failed(last, "the URL is not the one it listens on, or it does not take this query");
                }
                retryAfter = answer.retryAfter();
            } catch (IOException e) {
                String message =
                        Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
                last = "could not be asked: " + message;
            }
            if (attempt + 1 < patience.tries()) {
                pause(attempt, retryAfter);
            }
        }
        throw failed(
                last + " (" + patience.tries() + " tries)",
                "start it, or look into its log; what is graded so far is kept");
    }

    private Answer exchange(HttpRequest request) throws IOException {
        try {
            HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                byte[] body = in.readNBytes(MOST_BYTES + 1);
                if (body.length > MOST_BYTES) {
                    throw failed("answered more than " + MOST_BYTES + " bytes", "the URL is that of something else");
                }
                return new Answer(
                        response.statusCode(),
                        new String(body, StandardCharsets.UTF_8),
                        response.headers().firstValue("Retry-After"));
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private double[] rewards(String body, int wanted) {
        JsonNode list = Protocol.parse(body)
                .map(json -> json.path("rewards"))
                .filter(JsonNode::isArray)
                .orElseThrow(() -> failed(
                        "answered something else than {\"rewards\": [...]}: " + Excerpt.start(body),
                        "the URL is that of something else"));
        if (list.size() != wanted) {
            throw failed(
                    "answered " + list.size() + " rewards for " + wanted + " items",
                    "it drops answers it can't grade; it must give each a number");
        }
        double[] rewards = new double[wanted];
        for (int i = 0; i < wanted; i++) {
            JsonNode value = list.get(i);
            int at = i;
            rewards[i] = Protocol.reward(value)
                    .orElseThrow(() -> failed(
                            "answered " + Excerpt.start(value.toString()) + " as reward " + at,
                            "it divides by zero for this answer; a reward is a finite number"));
        }
        return rewards;
    }

    /** Doubles from try to try; a server that says how long in seconds is believed up to the longest pause. */
    private void pause(int attempt, Optional<String> retryAfter) {
        long millis = retryAfter
                .filter(seconds -> seconds.matches("\\d{1,6}"))
                .map(seconds -> 1_000L * Integer.parseInt(seconds))
                .orElse(patience.firstPause().toMillis() << attempt);
        try {
            Thread.sleep(Math.min(millis, patience.longestPause().toMillis()));
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private ScorerFailed interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new ScorerFailed("The scorer " + url + " was not waited for: interrupted.", "repeat the command", cause);
    }

    private ScorerFailed failed(String problem, String advice) {
        return new ScorerFailed("The scorer " + url + " " + problem + ".", advice);
    }

    private static HoneException notAUrl(String url) {
        return new HoneException(
                "'" + url + "' is not the URL of a scorer.", "write it in full: http:http://127.0.0.1:8000/score");
    }
}
