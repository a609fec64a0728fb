package dev.hone.steer.remote;

import dev.hone.lm.Query;

/** What is to be continued, in all the forms in which an endpoint may take it. */
final class SoFar {
    private final Query query;
    private final String text;
    private final int[] ids;
    private final String said;

    /**
     * @param query that is being answered
     * @param text the whole as text, prompt included, as the model behind the endpoint is shown it
     * @param ids the whole as token ids
     * @param said the answer so far; "" before its first token
     */
    SoFar(Query query, String text, int[] ids, String said) {
        this.query = query;
        this.text = text;
        this.ids = ids.clone();
        this.said = said;
    }

    /** A prompt with another answer so far, for endpoints that are given text. */
    SoFar answered(String answer) {
        return new SoFar(query, text + answer, ids, answer);
    }

    Query query() {
        return query;
    }

    String text() {
        return text;
    }

    int[] ids() {
        return ids.clone();
    }

    String said() {
        return said;
    }
}
