package dev.hone.endpoint;

import dev.hone.core.HoneException;
import dev.hone.lm.Price;
import java.time.Duration;
import java.util.Optional;

/**
 * How an endpoint is used. None of this changes what is sampled, except {@code samplesPerCall} on servers whose seeds count
 * per call.
 *
 * @param key sent as a bearer token; see {@link #clearTextKey}
 * @param clearTextKey send the key over plain http to another machine; otherwise that is an error before anything is sent
 * @param concurrency most calls in flight at once, at least 1
 * @param timeout for one attempt as a whole: connect, headers and body
 * @param backoff how often and how soon a call is tried again after a passing failure
 * @param samplesPerCall most samples to ask for in one call ({@code n}), in 1..128; lowered when the server gives fewer
 * @param limits where to stop spending
 * @param price what tokens cost, where known
 * @param maxResponseBytes longest answer read, in bytes
 */
public record EndpointOptions(
        Optional<Secret> key,
        boolean clearTextKey,
        int concurrency,
        Duration timeout,
        Backoff backoff,
        int samplesPerCall,
        SpendLimits limits,
        Optional<Price> price,
        long maxResponseBytes) {
    public static final EndpointOptions DEFAULT = new EndpointOptions(
            Optional.empty(),
            false,
            8,
            Duration.ofMinutes(2),
            Backoff.DEFAULT,
            16,
            SpendLimits.NONE,
            Optional.empty(),
            64L << 20);

    public EndpointOptions {
        require(concurrency >= 1 && concurrency <= 1024, "concurrency", concurrency, "between 1 and 1024");
        require(timeout.toMillis() >= 1, "timeout", timeout.toMillis() + " ms", "above 0");
        require(samplesPerCall >= 1 && samplesPerCall <= 128, "samples-per-call", samplesPerCall, "between 1 and 128");
        require(maxResponseBytes >= 1024, "max-response-bytes", maxResponseBytes, "of at least 1024");
    }

    public EndpointOptions withKey(Optional<Secret> to) {
        return new EndpointOptions(
                to, clearTextKey, concurrency, timeout, backoff, samplesPerCall, limits, price, maxResponseBytes);
    }

    public EndpointOptions withClearTextKey(boolean to) {
        return new EndpointOptions(
                key, to, concurrency, timeout, backoff, samplesPerCall, limits, price, maxResponseBytes);
    }

    public EndpointOptions withConcurrency(int to) {
        return new EndpointOptions(
                key, clearTextKey, to, timeout, backoff, samplesPerCall, limits, price, maxResponseBytes);
    }

    public EndpointOptions withTimeout(Duration to) {
        return new EndpointOptions(
                key, clearTextKey, concurrency, to, backoff, samplesPerCall, limits, price, maxResponseBytes);
    }

    public EndpointOptions withBackoff(Backoff to) {
        return new EndpointOptions(
                key, clearTextKey, concurrency, timeout, to, samplesPerCall, limits, price, maxResponseBytes);
    }

    public EndpointOptions withSamplesPerCall(int to) {
        return new EndpointOptions(
                key, clearTextKey, concurrency, timeout, backoff, to, limits, price, maxResponseBytes);
    }

    public EndpointOptions withLimits(SpendLimits to) {
        return new EndpointOptions(
                key, clearTextKey, concurrency, timeout, backoff, samplesPerCall, to, price, maxResponseBytes);
    }

    public EndpointOptions withPrice(Optional<Price> to) {
        return new EndpointOptions(
                key, clearTextKey, concurrency, timeout, backoff, samplesPerCall, limits, to, maxResponseBytes);
    }

    public EndpointOptions withMaxResponseBytes(long to) {
        return new EndpointOptions(key, clearTextKey, concurrency, timeout, backoff, samplesPerCall, limits, price, to);
    }

    private static void require(boolean holds, String name, Object value, String range) {
        if (!holds) {
            throw new HoneException("The endpoint's " + name + " is " + value + ".", "give a value " + range);
        }
    }
}
