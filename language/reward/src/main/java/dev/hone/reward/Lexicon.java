package dev.hone.reward;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How good or bad about 7,500 English words, emoticons and abbreviations sound: the lexicon of VADER (Hutto and Gilbert 2014), where
 * ten people rated each from -4 to 4 and the mean is kept. Read once, from the library that carries it.
 */
final class Lexicon {
    private static final String RESOURCE = "vader_sentiment_lexicon.txt";

    private final Map<String, Double> valences;

    private Lexicon(Map<String, Double> valences) {
        this.valences = Map.copyOf(valences);
    }

    /** The process's lexicon, read by the first call. */
    static Lexicon shared() {
        return Holder.LEXICON;
    }

    /** The mean rating in [-4, 4], whatever the case; empty for a word that nobody rated. */
    OptionalDouble valence(String token) {
        Double valence = valences.get(token.toLowerCase(Locale.ROOT));
        return valence == null ? OptionalDouble.empty() : OptionalDouble.of(valence);
    }

    /** How many entries there are. */
    int size() {
        return valences.size();
    }

    private static Lexicon read() {
        InputStream resource = Lexicon.class.getClassLoader().getResourceAsStream(RESOURCE);
        if (resource == null) {
            throw new IllegalStateException("the class path lacks " + RESOURCE);
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            Map<String, Double> valences = new HashMap<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                // token, mean, standard deviation, the ten ratings
                String[] fields = line.split("\t", 3);
                valences.put(fields[0].toLowerCase(Locale.ROOT), Double.valueOf(fields[1]));
            }
            return new Lexicon(valences);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Holder {
        static final Lexicon LEXICON = read();
    }
}
