package dev.hone.transformer.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One token a character. The id of padding is 0, so that a new array is padding. */
final class ArithmeticVocabulary {
    static final int BOS = 1;
    static final int EOS = 2;
    static final String BOS_TEXT = "<bos>";

    /** What stands in {@code tokenizer.json} as special tokens, in order of their ids. */
    static final List<String> SPECIAL = List.of("<pad>", BOS_TEXT, "<eos>", "<unk>");

    private static final String CHARACTERS = "0123456789+*=";

    static final int SIZE = SPECIAL.size() + CHARACTERS.length();

    private ArithmeticVocabulary() {}

    /** The beginning token and one id per character. */
    static int[] encode(String text) {
        int[] ids = new int[text.length() + 1];
        ids[0] = BOS;
        for (int i = 0; i < text.length(); i++) {
            int place = CHARACTERS.indexOf(text.charAt(i));
            if (place < 0) {
                throw new IllegalArgumentException("no token for '" + text.charAt(i) + "' in " + text);
            }
            ids[i + 1] = SPECIAL.size() + place;
        }
        return ids;
    }

    /** Every token's id, in order. */
    static Map<String, Integer> ids() {
        var tokens = new ArrayList<>(SPECIAL);
        CHARACTERS.chars().forEach(c -> tokens.add(String.valueOf((char) c)));
        var ids = new LinkedHashMap<String, Integer>();
        tokens.forEach(token -> ids.put(token, ids.size()));
        return ids;
    }
}
