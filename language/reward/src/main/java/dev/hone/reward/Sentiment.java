package dev.hone.reward;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How positive one sentence sounds, by VADER's rules (Hutto and Gilbert 2014) for words: each rated word adds its valence, stronger or
 * weaker after "very" or "slightly", turned round after a negation, and what follows "but" counts for more than what stands before it.
 * VADER's rules for capitals, exclamation marks and idioms are left out: they are for short messages, and an answer that shouts is
 * not a more positive one.
 */
final class Sentiment {
    /** What a booster adds to the strength of the word after it; the mean of what people rated. */
    private static final double BOOST = 0.293;

    /** What is left of a booster's strength at distance 1, 2 and 3. */
    private static final double[] FADING = {1, 0.95, 0.9};

    /** "Not good" is less bad than "good" is good. */
    private static final double NEGATED = -0.74;

    private static final double BEFORE_BUT = 0.5;
    private static final double AFTER_BUT = 1.5;

    /** Scales a sum of valences into (-1, 1). */
    private static final double NORMALISER = 15;

    private static final Pattern COMMA = Pattern.compile(",\\s+");

    private static final Set<String> STRENGTHENING = list("""
            absolutely, amazingly, awfully, completely, considerably, decidedly, deeply, enormously, entirely,
            especially, exceptionally, extremely, fabulously, fully, greatly, hella, highly, hugely, incredibly,
            intensely, majorly, more, most, particularly, purely, quite, really, remarkably, so, substantially,
            thoroughly, totally, tremendously, uber, unbelievably, unusually, utterly, very""");
    private static final Set<String> WEAKENING = list("""
            almost, barely, hardly, kind of, kinda, less, little, marginally, occasionally, partly, scarcely,
            slightly, somewhat, sort of, sorta""");
    private static final Set<String> NEGATING = list("""
            aint, arent, cannot, cant, couldnt, despite, didnt, doesnt, dont, hadnt, hasnt, havent, isnt,
            mightnt, mustnt, neither, never, none, nope, nor, not, nothing, nowhere, oughtnt, rarely, seldom,
            shouldnt, uhuh, wasnt, werent, without, wont, wouldnt""");

    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern AROUND = Pattern.compile("^\\p{Punct}++|(?<!\\p{Punct})\\p{Punct}++$");

    private Sentiment() {}

    private static Set<String> list(String words) {
        return Set.of(COMMA.split(words, -1));
    }

    /** The sentence's compound score in (-1, 1); 0 if none of its words is rated. */
    static double of(String sentence) {
        List<String> tokens = tokens(sentence);
        int but = tokens.indexOf("but");
        double sum = 0;
        for (int i = 0; i < tokens.size(); i++) {
            sum += valence(tokens, i) * (but < 0 || i == but ? 1 : i < but ? BEFORE_BUT : AFTER_BUT);
        }
        return sum / Math.sqrt(sum * sum + NORMALISER);
    }

    private static double valence(List<String> tokens, int at) {
        String token = tokens.get(at);
        OptionalDouble rated = Lexicon.shared().valence(token);
        if (rated.isEmpty() || isBooster(token)) {
            return 0;
        }
        double valence = rated.getAsDouble();
        for (int distance = 1; distance <= FADING.length && distance <= at; distance++) {
            String before = tokens.get(at - distance);
            if (Lexicon.shared().valence(before).isPresent() && !isBooster(before)) {
                continue; // speaks for itself
            }
            double boost = STRENGTHENING.contains(before) ? BOOST : WEAKENING.contains(before) ? -BOOST : 0;
            valence += Math.signum(valence) * boost * FADING[distance - 1];
            if (NEGATING.contains(before) || before.endsWith("n't")) {
                valence *= NEGATED;
            }
        }
        return valence;
    }

    private static boolean isBooster(String token) {
        return STRENGTHENING.contains(token) || WEAKENING.contains(token);
    }

    /** Words in lower case without the punctuation around them; emoticons as they are; "kind of" and "sort of" as one. */
    private static List<String> tokens(String sentence) {
        List<String> tokens = new ArrayList<>();
        for (String raw : SPACE.split(sentence.strip(), -1)) {
            String lower = raw.replace('\u2019', '\'').toLowerCase(Locale.ROOT);
            boolean emoticon = Lexicon.shared().valence(lower).isPresent();
            String token = emoticon ? lower : AROUND.matcher(lower).replaceAll("");
            if (token.equals("of")
                    && !tokens.isEmpty()
                    && Set.of("kind", "sort").contains(tokens.getLast())) {
                tokens.add(tokens.removeLast() + " of");
            } else {
                tokens.add(token);
            }
        }
        return tokens;
    }
}
