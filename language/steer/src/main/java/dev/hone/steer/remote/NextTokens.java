package dev.hone.steer.remote;

import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;

/**
 * What an endpoint knows of the next token.
 *
 * <p>Where its own draw ends the text, many an endpoint tells no log-probabilities: there is no token that they would be of. Then it is
 * asked again for several, at a high temperature where that changes no log-probability, until one draw says something. And where a draw
 * here falls on what it doesn't tell, the token is what it says itself, drawn until it says one that it doesn't tell: so these tokens keep
 * their true probabilities among each other.
 */
final class NextTokens {
    private static final int[] AGAIN = {8, 32};
    private static final int[] OUTSIDE = {16, 64, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128};
    private static final double WARM = 2;

    private final Continuing continuing;
    private final Spelling spelling;
    private final BitSet ends;
    private final int vocabulary;
    private final int context;
    private final Tally tally;

    /**
     * @param ends ids that end a text
     * @param context most tokens of a text
     */
    NextTokens(Continuing continuing, Spelling spelling, BitSet ends, int vocabulary, int context, Tally tally) {
        this.continuing = continuing;
        this.spelling = spelling;
        this.ends = ends;
        this.vocabulary = vocabulary;
        this.context = context;
        this.tally = tally;
    }

    int vocabulary() {
        return vocabulary;
    }

    int context() {
        return context;
    }

    /**
     * What comes after a text.
     *
     * @throws HoneException if the endpoint tells no log-probabilities
     */
    Place at(RemoteText text, Seeds seeds) {
        Said said = ask(text, 1, 1, seeds).getFirst();
        OptionalInt sampled = id(said);
        if (!said.top().isEmpty()) {
            return Place.of(
                    said.top(),
                    sampled,
                    spelling,
                    vocabulary,
                    continuing.endpoint().name());
        }
        if (!isEnd(said)) {
            throw new HoneException(
                    continuing.endpoint().name() + " tells no log-probabilities of its tokens.",
                    "lead it by blocks, which needs none: --blockwise 16:4");
        }
        for (int i = 0; i < AGAIN.length; i++) {
            tally.moreCalls();
            double temperature = continuing.way().warm() ? WARM : 1;
            for (Said other :
                    ask(text, AGAIN[i], temperature, seeds.child("again").child(i))) {
                if (!other.top().isEmpty()) {
                    return Place.of(
                            other.top(),
                            sampled,
                            spelling,
                            vocabulary,
                            continuing.endpoint().name());
                }
            }
        }
        return Place.end(sampled.orElse(0));
    }

    /** A token that the endpoint doesn't tell at a place, drawn by itself; none if it says none however often it is asked. */
    OptionalInt outside(Place place, RemoteText text, Seeds seeds) {
        tally.outside();
        if (place.sampled().isPresent() && !place.knows(place.sampled().getAsInt())) {
            return place.sampled();
        }
        for (int i = 0; i < OUTSIDE.length; i++) {
            tally.moreCalls();
            for (Said said : ask(text, OUTSIDE[i], 1, seeds.child(i))) {
                OptionalInt id = id(said);
                if (id.isPresent() && !place.knows(id.getAsInt())) {
                    return id;
                }
            }
        }
        return OptionalInt.empty();
    }

    private List<Said> ask(RemoteText text, int n, double temperature, Seeds seeds) {
        return continuing.ask(text.soFar(), n, 1, temperature, seeds);
    }

    /** The token that was said. */
    private OptionalInt id(Said said) {
        if (isEnd(said)) {
            return ends.isEmpty() ? OptionalInt.empty() : OptionalInt.of(ends.nextSetBit(0));
        }
        return spelling.id(said.first().isEmpty() ? said.text() : said.first());
    }

    private static boolean isEnd(Said said) {
        return said.ended() && said.text().isEmpty();
    }
}
