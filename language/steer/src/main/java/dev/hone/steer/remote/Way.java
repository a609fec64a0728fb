package dev.hone.steer.remote;

/**
 * How an endpoint is asked to continue.
 *
 * @param ids whether it is given token ids; else text, which it may read by other tokens than were said
 * @param top likeliest tokens whose log-probabilities it tells; 0 where it tells none
 * @param warm whether these are the same at every temperature, so that asking at a high one shows them where the model would end
 */
public record Way(boolean ids, int top, boolean warm) {
    /** One line for a person. */
    public String sentence() {
        String form = ids ? "token ids" : "text";
        return top == 0
                ? "The endpoint continues " + form + " and tells no log-probabilities."
                : "The endpoint continues " + form + " and tells the " + top + " likeliest tokens of each place.";
    }
}
