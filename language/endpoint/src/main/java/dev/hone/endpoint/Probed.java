package dev.hone.endpoint;

import dev.hone.lm.Capabilities;

/**
 * What the same short call, sent twice, showed of a server.
 *
 * @param capabilities as they are known now; what was not tried is still hoped for
 * @param asked samples that the first call asked for
 * @param came samples that it brought
 * @param seed what became of the seed
 */
public record Probed(Capabilities capabilities, int asked, int came, Seeding seed) {
    /** What a server does with a seed. */
    public enum Seeding {
        /** The same seed gave the same samples. */
        REPEATED,
        /** It takes the seed, and the same one gave other samples. */
        IGNORED,
        /** It doesn't take one. */
        REFUSED
    }
}
