package dev.hone.endpoint;

import dev.hone.core.Json;
import dev.hone.core.Nearest;
import dev.hone.endpoint.EndpointException.Cut;
import dev.hone.endpoint.EndpointException.Malformed;
import dev.hone.endpoint.EndpointException.ModelUnknown;
import dev.hone.endpoint.EndpointException.RateLimited;
import dev.hone.endpoint.EndpointException.Redirected;
import dev.hone.endpoint.EndpointException.Rejected;
import dev.hone.endpoint.EndpointException.ServerFailed;
import dev.hone.endpoint.EndpointException.TimedOut;
import dev.hone.endpoint.EndpointException.Unauthorised;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/** Tells good answers from bad ones, and says of a bad one what it is. */
final class Answers {
    // Python servers write NaN and Infinity into log-probabilities; an answer that is paid for must not be lost to that
    private static final ObjectReader LENIENT = Json.MAPPER.reader().with(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS);

    private final EndpointAddress address;
    private final Optional<Secret> key;

    Answers(EndpointAddress address, Optional<Secret> key) {
        this.address = address;
        this.key = key;
    }

    /** The JSON object of an answer with status 200. */
    JsonNode object(Transport.Reply reply) {
        if (reply.status() != 200) {
            throw failure(reply.status(), reply, reply.body());
        }
        JsonNode root = parse(reply.body());
        JsonNode error = root.path("error");
        if (error.isObject() || error.isString()) {
            // some gateways put the error of the server behind them into an answer with status 200
            JsonNode code = error.path("code");
            int status = code.isInt() && code.intValue() >= 400 ? code.intValue() : 500;
            throw failure(status, reply, reply.body());
        }
        return root;
    }

    private JsonNode parse(String body) {
        try {
            JsonNode root = LENIENT.readTree(body);
            if (root.isObject()) {
                return root;
            }
        } catch (UnexpectedEndOfInputException e) {
            if (!body.isBlank()) {
                throw new Cut(
                        String.format(
                                "%s sent JSON that stops half-way, after %,d characters.",
                                address.base(), body.length()),
                        "look into the server's log");
            }
        } catch (JacksonException e) {
            // said below, with the beginning of what came instead
        }
        throw notJson(body);
    }

    /** For a JSON object that holds no choice which can be read. */
    Malformed noChoice(JsonNode root) {
        return new Malformed(
                address.base() + " answers without a usable choice: '" + excerpt(root.toString(), 80) + "'.",
                "check that it speaks OpenAI's chat completions under this path");
    }

    /** Names the served model that is nearest to the one asked for, else the first few. */
    ModelUnknown withServedNames(ModelUnknown unknown, List<String> served) {
        if (served.isEmpty() || served.contains(address.model())) {
            return unknown;
        }
        String advice = Nearest.of(address.model(), served)
                .map(near -> "you meant '" + excerpt(near, 100) + "'")
                .orElseGet(() -> "you want one of those it serves: "
                        + excerpt(String.join(", ", served.subList(0, Math.min(5, served.size()))), 200));
        return new ModelUnknown(unknown.problem(), advice);
    }

    private Malformed notJson(String body) {
        String beginning = excerpt(body, 80);
        String what = body.isBlank() ? "nothing" : beginning.startsWith("<") ? "a web page" : "no usable JSON";
        return new Malformed(
                address.base() + " answers with " + what + (body.isBlank() ? "." : ": '" + beginning + "'."),
                "check the path before #: most servers want /v1 there");
    }

    private EndpointException failure(int status, Transport.Reply reply, String body) {
        String said = said(body);
        String at = address.base() + " answers " + status + (said.isEmpty() ? "" : " (" + said + ")");
        if (status >= 300 && status < 400) {
            String to = reply.headers()
                    .firstValue("Location")
                    .map(l -> excerpt(l, 120))
                    .orElse("an unnamed place");
            return new Redirected(
                    address.base() + " redirects to " + to + ".",
                    "write the address that really answers; prompt and key go nowhere else");
        }
        if (mentions(body, "insufficient_quota") || status == 402) {
            return new RateLimited(at + ".", "the account has no money left; top it up", Optional.empty(), true);
        }
        if (mentions(body, "model_not_found") || status == 404) {
            return new ModelUnknown(
                    at + " for the model '" + address.model() + "'.",
                    "check the name after # and the path before it; most servers want /v1 there");
        }
        return switch (status) {
            case 401, 403 ->
                new Unauthorised(
                        at + (key.isPresent() ? " to the key it was given." : "; no key was given."),
                        key.isPresent()
                                ? "the key in the variable named by --key-env belongs to another server"
                                : "put a key into an environment variable and name it with --key-env");
            case 408 -> new TimedOut(at + ".", "repeat the command later", false);
            case 429 ->
                new RateLimited(at + ".", "lower --concurrency or repeat the command later", wish(reply), false);
            default ->
                status >= 500
                        ? new ServerFailed(
                                at + ".", "look into the server's log or repeat the command later", wish(reply))
                        : new Rejected(at + ".", advice(body), said, body);
        };
    }

    private static String advice(String body) {
        return mentions(body, "context") && mentions(body, "length")
                ? "shorten the prompt or lower --max-tokens: both must fit the model's context"
                : "change the option that it complains about";
    }

    /** The server's own words, where it has some; else how its answer begins. */
    private String said(String body) {
        String text = body;
        try {
            JsonNode root = Json.read(body);
            JsonNode error = root.path("error");
            text = error.path("message")
                    .stringValueOpt()
                    .or(error::stringValueOpt)
                    .or(() -> root.path("message").stringValueOpt())
                    .orElse(body);
        } catch (JacksonException e) {
            // not JSON: shown as it is
        }
        return excerpt(text, text.equals(body) ? 80 : 200);
    }

    private String excerpt(String text, int limit) {
        return Excerpt.of(key.map(k -> k.hideIn(text)).orElse(text), limit);
    }

    private static Optional<Duration> wish(Transport.Reply reply) {
        return reply.headers().firstValue("Retry-After").flatMap(text -> RetryAfter.parse(text, Instant.now()));
    }

    private static boolean mentions(String body, String word) {
        return body.contains(word);
    }
}
