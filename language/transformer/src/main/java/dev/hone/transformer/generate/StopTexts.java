package dev.hone.transformer.generate;

import java.util.List;

/** Texts that end a sample, looked for in a text that grows. */
record StopTexts(List<String> texts) {
    boolean isEmpty() {
        return texts.isEmpty();
    }

    /**
     * Where the first stop text begins.
     *
     * @param searched how much of the text holds none
     * @return {@link Integer#MAX_VALUE} if there is none
     */
    int find(StringBuilder text, int searched) {
        int cut = Integer.MAX_VALUE;
        for (String stop : texts) {
            int found = text.indexOf(stop, Math.max(0, searched - stop.length() + 1));
            cut = found < 0 ? cut : Math.min(cut, found);
        }
        return cut;
    }

    /** How much of a text without stop texts stays whatever follows: its end may be the beginning of one. */
    int settled(CharSequence text) {
        int settled = text.length();
        for (String stop : texts) {
            int begin = Math.max(0, text.length() - stop.length() + 1);
            while (begin < settled
                    && !stop.startsWith(text.subSequence(begin, text.length()).toString())) {
                begin++;
            }
            settled = Math.min(settled, begin);
        }
        return settled;
    }
}
