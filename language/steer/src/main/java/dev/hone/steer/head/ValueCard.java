package dev.hone.steer.head;

/**
 * What a value's file says of it beside its tensors.
 *
 * @param head what kind of value it is
 * @param reward the name of the reward it foretells
 * @param model the name of the frozen model it reads and leads
 * @param tokenizer the identity of that model's tokenizer
 * @param mean of the reward over the model's own texts
 * @param deviation of the reward over these, by which values are scaled
 * @param limit most tokens of these texts
 */
public record ValueCard(
        Head head, String reward, String model, String tokenizer, double mean, double deviation, int limit) {
    public ValueCard {
        if (limit < 1 || !(deviation > 0)) {
            throw new IllegalArgumentException("a value of texts of " + limit + " tokens, deviation " + deviation);
        }
    }
}
