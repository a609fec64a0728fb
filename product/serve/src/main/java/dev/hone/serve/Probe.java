package dev.hone.serve;

import dev.hone.core.HoneException;
import dev.hone.core.Json;
import dev.hone.endpoint.EndpointException;
import dev.hone.endpoint.EndpointModel;
import dev.hone.endpoint.Probed;
import dev.hone.endpoint.Probed.Seeding;
import dev.hone.endpoint.Relay;
import dev.hone.lm.Capabilities;
import dev.hone.lm.ClientRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * What a model behind the server can do, asked once at the start with a few tokens.
 *
 * @param name as configured
 * @param reachable whether it answered
 * @param asked samples that one call was asked for; of a model on this machine, the most it draws at once
 * @param came samples that it brought
 * @param logprobs most alternatives a token, 0 if it reports none
 * @param continues whether it continues a given text ({@code /v1/completions})
 * @param seed what the same seed, sent twice, did
 * @param problem why it is not reachable, else empty
 */
public record Probe(
        String name,
        boolean reachable,
        int asked,
        int came,
        int logprobs,
        boolean continues,
        Seeding seed,
        String problem) {
    /** Asks an upstream; one that does not answer is a row and not an error: it may come up later. */
    public static Probe of(Upstream upstream) {
        if (!(upstream.model() instanceof EndpointModel endpoint)) {
            Capabilities can = upstream.model().capabilities();
            return known(
                    upstream.name(),
                    new Probed(can, can.samplesPerCall(), can.samplesPerCall(), Seeding.REPEATED),
                    true);
        }
        try {
            return known(upstream.name(), endpoint.probe(), continues(upstream));
        } catch (HoneException e) {
            return new Probe(upstream.name(), false, 0, 0, 0, false, Seeding.REFUSED, e.problem());
        }
    }

    private static Probe known(String name, Probed probed, boolean continues) {
        int logprobs = probed.capabilities().logprobs().orElse(0);
        return new Probe(name, true, probed.asked(), probed.came(), logprobs, continues, probed.seed(), "");
    }

    private static boolean continues(Upstream upstream) {
        Upstream.Remote remote = upstream.remote().orElseThrow();
        byte[] json = Json.write(Map.of("model", remote.address().model(), "prompt", "1 2 3", "max_tokens", 1))
                .getBytes(StandardCharsets.UTF_8);
        try {
            Relay.Answer answer = remote.relay().send(ClientRequest.Operation.TEXT.path(), json, Optional.empty());
            try (InputStream body = answer.body()) {
                body.readNBytes(1 << 16);
            }
            return answer.status() == 200;
        } catch (IOException | EndpointException e) {
            return false; // it has answered as a chat: this is one thing less that it can do
        }
    }
}
