package dev.hone.lm;

import dev.hone.core.Seeds;
import java.util.Optional;

/**
 * Draw samples {@code first .. first + n - 1} of one query.
 *
 * @param query what to answer
 * @param first index of the first sample; sample i is the same whatever {@code first} and {@code n} it was drawn with
 * @param n how many samples, at least 1
 * @param seeds the run's seeds; sample i draws from {@link #sampleSeeds(String, int)}
 * @param client the request that this answers, where a client of Hone's sent one; what it says beyond {@code options} counts for
 *     models behind an API
 */
public record GenerationRequest(
        Query query, int first, int n, SamplingOptions options, Seeds seeds, Optional<ClientRequest> client) {
    public GenerationRequest {
        if (first < 0 || n < 1) {
            throw new IllegalArgumentException("samples " + first + " + " + n);
        }
    }

    /** A request of Hone's own. */
    public GenerationRequest(Query query, int first, int n, SamplingOptions options, Seeds seeds) {
        this(query, first, n, options, seeds, Optional.empty());
    }

    /** The same for other samples of the query. */
    public GenerationRequest withSamples(int otherFirst, int otherN) {
        return new GenerationRequest(query, otherFirst, otherN, options, seeds, client);
    }

    /** The stream of sample {@code index}: it depends on seed, model, query id, index and options, and on nothing else. */
    public Seeds sampleSeeds(String model, int index) {
        return seeds.child("sample")
                .child(model)
                .child(options.toString())
                .child(query.id())
                .child(index);
    }
}
