package dev.hone.transformer.decode;

/**
 * Consecutive rows of a {@link Batch} that attend alike: consecutive positions of one prompt, or one position each of
 * sequences of equal length that continue the same prompt. Made once and filled anew for every pass.
 */
final class Span {
    /** The segment all rows see. */
    Segment shared = Segment.EMPTY;

    /** How much of it the first row sees. */
    int seen;

    /** How much more of it each row sees than the one before: 1 reading a prompt, 0 decoding. */
    int more;

    /** Positions of the segment that each row has for itself, the row's own included; 0 reading a prompt. */
    int ownLength;

    /** The first row, and how many. */
    int first;

    int rows;
}
