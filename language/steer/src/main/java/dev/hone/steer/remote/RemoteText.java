package dev.hone.steer.remote;

import dev.hone.lm.Query;
import dev.hone.transformer.generate.LocalModel;
import dev.hone.transformer.tokenizer.TextStream;
import dev.hone.transformer.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A text as it grows: what was said, token by token, and how the endpoint reads it. Given ids, it reads what was said. Given text, it
 * cuts the text into tokens itself, and these may be others: then the values, too, go on from what the endpoint reads.
 */
final class RemoteText {
    private final Tokenizer tokenizer;
    private final Query query;
    private final String promptText;
    private final boolean byIds;
    private final TextStream stream;
    private final StringBuilder text = new StringBuilder(); // what was said
    private final List<Integer> said = new ArrayList<>();
    private final List<Integer> starts = new ArrayList<>(); // where in the text each token begins
    private int[] prompt; // as it is read
    private int[] response; // as it is read

    /**
     * @param tokens reads texts as the model behind the endpoint does
     * @param byIds whether the endpoint is given ids
     */
    RemoteText(LocalModel tokens, Query query, boolean byIds) {
        tokenizer = tokens.tokenizer();
        this.query = query;
        promptText = tokens.promptText(query);
        this.byIds = byIds;
        prompt = tokens.prompt(query);
        stream = tokenizer.stream(prompt);
        response = new int[0];
    }

    /**
     * Says one token more.
     *
     * @return whether the endpoint will read the text by other tokens than it was read by so far, and this one
     */
    boolean say(int id) {
        starts.add(text.length());
        said.add(id);
        text.append(stream.add(id));
        int[] grown = Arrays.copyOf(response, response.length + 1);
        grown[response.length] = id;
        response = grown;
        return !byIds && read();
    }

    /** Says a stretch of text, whose tokens the endpoint doesn't tell. */
    void say(String stretch) {
        text.append(stretch);
        split(tokenizer.encodePrompt(text()));
    }

    /** What was said, as it would be read with a stretch of text more, behind the prompt as it is read now. */
    int[] with(String stretch) {
        int[] all = tokenizer.encodePrompt(text() + stretch);
        return Arrays.copyOfRange(all, Math.min(prompt.length, all.length), all.length);
    }

    /** Lets go what stands behind the first of some texts, and that text; says whether there was one. */
    boolean cut(List<String> stops) {
        int first = text.length() + 1;
        for (String stop : stops) {
            int found = text.indexOf(stop);
            first = found < 0 ? first : Math.min(first, found);
        }
        if (first > text.length()) {
            return false;
        }
        text.setLength(first);
        while (!starts.isEmpty() && starts.getLast() >= first) {
            starts.removeLast();
            said.removeLast();
        }
        return true;
    }

    private boolean read() {
        int[] all = tokenizer.encodePrompt(text());
        if (Arrays.equals(all, ids())) {
            return false;
        }
        split(all);
        return true;
    }

    /** Where tokens of the prompt itself are read otherwise, the prompt ends before them. */
    private void split(int[] all) {
        int same = 0;
        while (same < Math.min(prompt.length, all.length) && prompt[same] == all[same]) {
            same++;
        }
        prompt = Arrays.copyOf(all, Math.max(1, same));
        response = Arrays.copyOfRange(all, prompt.length, all.length);
    }

    /** The whole in the forms in which an endpoint may take it. */
    SoFar soFar() {
        return new SoFar(query, text(), ids(), saidText());
    }

    /** The whole text, prompt included. */
    String text() {
        return promptText + text;
    }

    /** What was said. */
    String saidText() {
        return text.toString();
    }

    /** The ids that were said. */
    List<Integer> said() {
        return said;
    }

    /** The whole as it is read. */
    int[] ids() {
        int[] all = Arrays.copyOf(prompt, prompt.length + response.length);
        System.arraycopy(response, 0, all, prompt.length, response.length);
        return all;
    }

    /** The prompt as it is read. */
    int[] prompt() {
        return prompt.clone();
    }

    /** What was said as it is read. */
    int[] response() {
        return response.clone();
    }
}
