package dev.hone.reward;

import dev.hone.core.HoneException;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression (Java's dialect) whose work on one text is bounded. A backtracking matcher can take time exponential in
 * the text's length, and the texts here are a model's. So the matcher reads each text through a counter of characters looked
 * at; past the bound the match is an error that names the pattern. A count and not a clock: the same text fails or passes
 * on every machine.
 */
final class BoundedPattern {
    /** Characters looked at in one text: far above what a harmless pattern needs for the longest answers, under a second. */
    private static final int STEPS = 20_000_000;

    private final Pattern pattern;

    /**
     * Compiles an expression.
     *
     * @throws HoneException naming the place in it that is wrong
     */
    BoundedPattern(String expression) {
        try {
            this.pattern = Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw new HoneException(
                    "The pattern '" + expression + "' is not a regular expression: " + e.getDescription() + " at "
                            + Math.max(0, e.getIndex()) + ".",
                    "a special character needs a backslash, or the shell took one away; put the reward in single quotes",
                    e);
        }
    }

    /** Whether it has a capturing group. */
    boolean captures() {
        return pattern.matcher("").groupCount() > 0;
    }

    /** Whether it is found anywhere in a text. */
    boolean found(String text) {
        return bounded(text, Matcher::find);
    }

    /**
     * What its last match in a text captured in its first group, or the whole match if it has none; trimmed. Empty if there
     * is no match, the group took no part in it, or nothing is left.
     */
    Optional<String> last(String text) {
        return bounded(text, matcher -> {
            Optional<String> last = Optional.empty();
            while (matcher.find()) {
                last = Optional.ofNullable(matcher.group(Math.min(1, matcher.groupCount())));
            }
            return last.map(String::strip).filter(answer -> !answer.isEmpty());
        });
    }

    private <T> T bounded(String text, Function<Matcher, T> match) {
        try {
            return match.apply(pattern.matcher(new Counted(text)));
        } catch (TooManySteps | StackOverflowError e) {
            String start = text.length() <= 60 ? text : text.substring(0, 60) + "...";
            throw new HoneException(
                    "The pattern '" + pattern + "' does not finish on an answer of " + text.length()
                            + " characters, which begins '" + start + "'.",
                    "make repeated parts exclude each other, or repetitions possessive: (a|aa)+ backtracks, (a|aa)++ and a++"
                            + " do not",
                    e);
        }
    }

    @Override
    public String toString() {
        return pattern.toString();
    }

    private static final class TooManySteps extends RuntimeException {
        TooManySteps() {
            super("too many steps", null, false, false);
        }
    }

    /** A text that counts how often it is looked at. */
    private static final class Counted implements CharSequence {
        private final String text;
        private int steps;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++steps > STEPS) {
                throw new TooManySteps();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
