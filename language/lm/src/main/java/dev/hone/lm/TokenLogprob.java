package dev.hone.lm;

import java.util.List;

/** The chosen token's text and log-probability in nats, and the most likely alternatives, best first. */
public record TokenLogprob(String token, double logprob, List<Alternative> top) {
    public record Alternative(String token, double logprob) {}

    public TokenLogprob {
        top = List.copyOf(top);
    }
}
