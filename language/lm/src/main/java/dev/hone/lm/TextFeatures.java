package dev.hone.lm;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a query's text shows without any model: which words and pairs of words it has, and how it is built.
 *
 * <p>Words, numbers (all alike) and signs, and pairs of neighbours, are counted in {@value #WORDS} buckets by a hash; the
 * logarithms of the counts make a vector of length 1. Queries made from one template lie close together, which an encoder of
 * meaning does not promise. Then come {@value #MEASURES} measures of length and make-up, scaled so that a difference that is
 * usual between queries moves a vector by about 0.2: the words say what kind of query it is, the measures how large it is.
 */
public final class TextFeatures implements Features {
    /** Buckets of words, the first part of a vector, of length 1 together. */
    public static final int WORDS = 512;

    /** Measures of length and make-up, the second part. */
    public static final int MEASURES = 10;

    private static final Pattern TOKEN = Pattern.compile("\\p{L}+|\\p{N}+|[^\\s\\p{L}\\p{N}]");
    private static final double LOG_SCALE = 0.2;
    private static final double SHARE_SCALE = 1.5;

    @Override
    public String name() {
        return "text";
    }

    @Override
    public int dimension() {
        return WORDS + MEASURES;
    }

    @Override
    public float[][] of(List<Query> queries) {
        return queries.stream().map(query -> of(query.text())).toArray(float[][]::new);
    }

    /** The vector of a text. [{@value #WORDS} + {@value #MEASURES}] */
    public static float[] of(String text) {
        float[] vector = new float[WORDS + MEASURES];
        Matcher tokens = TOKEN.matcher(text.toLowerCase(Locale.ROOT));
        String before = "";
        int words = 0;
        int numbers = 0;
        int longest = 0;
        while (tokens.find()) {
            String token = tokens.group();
            boolean number = Character.isDigit(token.codePointAt(0));
            if (number) {
                numbers++;
                longest = Math.max(longest, token.length());
                token = "#";
            }
            words++;
            vector[bucket(token)]++;
            if (!before.isEmpty()) {
                vector[bucket(before + " " + token)]++;
            }
            before = token;
        }
        normalise(vector);
        measure(text, words, numbers, longest, vector);
        return vector;
    }

    private static int bucket(String token) {
        int hash = token.hashCode() * 0x9E3779B9;
        return hash >>> (32 - Integer.numberOfTrailingZeros(WORDS));
    }

    private static void normalise(float[] vector) {
        double squares = 0;
        for (int k = 0; k < WORDS; k++) {
            vector[k] = (float) Math.log1p(vector[k]);
            squares += vector[k] * vector[k];
        }
        for (int k = 0; k < WORDS && squares > 0; k++) {
            vector[k] /= (float) Math.sqrt(squares);
        }
    }

    private static void measure(String text, int words, int numbers, int longest, float[] vector) {
        double digits = text.chars().filter(Character::isDigit).count();
        double capitals = text.chars().filter(Character::isUpperCase).count();
        double lines = text.chars().filter(c -> c == '\n').count();
        double signs = text.chars()
                .filter(c -> !Character.isLetterOrDigit(c) && !Character.isWhitespace(c))
                .count();
        double length = Math.max(1, text.length());
        int at = WORDS;
        vector[at++] = (float) (LOG_SCALE * Math.log(length));
        vector[at++] = (float) (LOG_SCALE * Math.log1p(words));
        vector[at++] = (float) (LOG_SCALE * Math.log1p(numbers));
        vector[at++] = (float) (LOG_SCALE * Math.log1p(digits));
        vector[at++] = (float) (LOG_SCALE * Math.log1p(longest));
        vector[at++] = (float) (LOG_SCALE * Math.log1p(lines));
        vector[at++] = (float) (SHARE_SCALE * digits / length);
        vector[at++] = (float) (SHARE_SCALE * capitals / length);
        vector[at++] = (float) (SHARE_SCALE * signs / length);
        vector[at] = (float) (LOG_SCALE * length / Math.max(1, words) / 2); // characters a word
    }
}
