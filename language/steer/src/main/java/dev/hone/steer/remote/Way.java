package dev.hone.steer.remote;

import java.util.Locale;

/**
 * How an endpoint is asked to continue.
 *
 * @param form what it is given
 * @param top likeliest tokens whose log-probabilities it tells; 0 where it tells none
 * @param warm whether these are the same at every temperature, so that asking at a high one shows them where the model would end
 */
public record Way(Form form, int top, boolean warm) {
    /** What an endpoint is given to continue. */
    public enum Form {
        /** What was said and nothing else. */
        IDS("token ids"),
        /** Which it may read by other tokens than were said. */
        TEXT("text"),
        /** A conversation whose last turn is the answer so far, as text too. */
        CHAT("the assistant's message");

        private final String words;

        Form(String words) {
            this.words = words;
        }
    }

    /** Whether it is given token ids. */
    boolean ids() {
        return form == Form.IDS;
    }

    /** One line for a person. */
    public String sentence() {
        return top == 0
                ? "The endpoint continues " + form.words + " and tells no log-probabilities."
                : String.format(
                        Locale.ROOT,
                        "The endpoint continues %s and tells the %d likeliest tokens of each place.",
                        form.words,
                        top);
    }
}
