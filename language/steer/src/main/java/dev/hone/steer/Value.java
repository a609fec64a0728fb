package dev.hone.steer;

/**
 * What the tokens that a text may go on with are worth: an estimate of the reward that the whole text will get, in standard
 * deviations of the reward over the frozen model's own texts, so that weights of several values mean the same. Safe for use by
 * several threads.
 *
 * <p>Value augmented sampling (Han and others 2024, arXiv 2405.06639) draws token {@code a} after state {@code s} with probability
 * proportional to {@code p(a | s) exp(beta Q(s, a))}, with Q the value under the frozen model: the text's expected reward if
 * {@code a} is said and the rest is drawn as ever.
 */
public interface Value {
    /** What names it: of a learnt one its reward, for example {@code positivity}. */
    String name();

    /**
     * The values along the samples of one request.
     *
     * @param samples how many there are, at least 1
     */
    TokenValues begin(int samples);

    /** Multiply-adds of one token with so many candidates, beyond what the frozen model does anyway. */
    long multiplyAdds(int candidates);

    /** The same with what all candidates have in common added, for comparisons without centring; itself if that is in its bonuses anyway. */
    default Value withLevel() {
        return this;
    }
}
