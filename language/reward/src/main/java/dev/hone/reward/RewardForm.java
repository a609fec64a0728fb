package dev.hone.reward;

/**
 * A form that REWARD can take, for the list of {@code hone rewards}.
 *
 * @param form as it is written, its variable parts in capitals
 * @param grades what it returns for which answer, as a clause
 * @param traits what every reward of this form needs, returns and costs
 */
public record RewardForm(String form, String grades, Traits traits) {
    /** Its range in words. */
    public String range() {
        return traits.range();
    }
}
