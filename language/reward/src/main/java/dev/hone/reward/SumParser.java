package dev.hone.reward;

import dev.hone.core.HoneException;
import dev.hone.reward.WeightedSum.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads weighted sums of rewards:
 *
 * <pre>
 * sum    = WEIGHT "*" member { ("+" | "-") NUMBER "*" member }
 * WEIGHT = ["+" | "-"] NUMBER
 * member = reward | "(" reward ")"
 * </pre>
 *
 * <p>A member without brackets ends where a sign, a number and a star follow, so {@code 1*topic:C++ and 3*x} needs none and
 * {@code 1*(regex:a+3*b)} does. A reward in brackets may itself be a sum. Every member has a weight: that is what tells a sum from the
 * many texts that hold a plus.
 */
final class SumParser {
    private static final Pattern WEIGHT = Pattern.compile("\\s*+([-+]?+)\\s*+([^*]*)\\*");
    private static final Pattern NEXT =
            Pattern.compile("[-+]\\s*+(?:\\d++\\.?+\\d*+|\\.\\d++)(?:[eE][-+]?+\\d++)?+\\s*+\\*");
    private static final Pattern NUMBER = Pattern.compile("(?:\\d++\\.?+\\d*+|\\.\\d++)(?:[eE][-+]?+\\d++)?+");

    private static final String SHAPE = "write a weight and a star before every reward: 0.7*positivity+0.3*topic:dogs";

    private final String text;
    private final Function<String, Reward> reward;
    private int at;

    /**
     * Begins to read.
     *
     * @param reward reads a member
     */
    SumParser(String text, Function<String, Reward> reward) {
        this.text = text;
        this.reward = reward;
    }

    /** Whether a text is meant as a sum: its first star comes before any colon or bracket, where no single reward has one. */
    static boolean isSum(String text) {
        int star = text.indexOf('*');
        int colon = text.indexOf(':');
        return star >= 0 && (colon < 0 || star < colon);
    }

    /**
     * The sum.
     *
     * @throws HoneException naming the character, from 1, at which the text is wrong
     */
    WeightedSum sum() {
        List<Member> members = new ArrayList<>();
        do {
            double weight = weight();
            members.add(new Member(weight, member()));
        } while (at < text.length());
        return new WeightedSum(text, members);
    }

    private double weight() {
        Matcher weight = WEIGHT.matcher(text).region(at, text.length());
        if (!weight.lookingAt()) {
            throw wrong(at, "a weight and a star are missing", SHAPE);
        }
        String number = weight.group(2).strip();
        if (!NUMBER.matcher(number).matches()) {
            throw wrong(weight.start(2), "'" + number + "' is no weight", SHAPE);
        }
        double value = Double.parseDouble(weight.group(1) + number);
        if (value == 0) {
            throw wrong(weight.start(2), "a weight of 0 adds nothing", "leave that member out");
        }
        if (Double.isInfinite(value)) {
            throw wrong(weight.start(2), "'" + number + "' is too large for a weight", SHAPE);
        }
        at = weight.end();
        return value;
    }

    private Reward member() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        int start = at;
        boolean bracketed = start < text.length() && text.charAt(start) == '(';
        String name;
        if (bracketed) {
            int close = close(start);
            name = text.substring(start + 1, close);
            at = close + 1;
            requireNext();
        } else {
            Matcher next = NEXT.matcher(text).region(start, text.length());
            at = next.find() ? next.start() : text.length();
            name = text.substring(start, at).strip();
        }
        if (!bracketed && isSum(name)) {
            throw wrong(start, "'" + name.substring(0, name.indexOf('*')) + "' is no weight", SHAPE);
        }
        if (name.isBlank()) {
            throw wrong(start, "the reward after the star is missing", SHAPE);
        }
        try {
            return reward.apply(name);
        } catch (HoneException e) {
            throw new HoneException(place(bracketed ? start + 1 : start) + e.problem(), e.advice(), e);
        }
    }

    /** Where the bracket that opens at a place is closed. */
    private int close(int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw wrong(open, "this bracket is not closed", "close it after the reward");
    }

    private void requireNext() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        if (at < text.length() && text.charAt(at) != '+' && text.charAt(at) != '-') {
            throw wrong(at, "a plus or minus is missing after the bracket", SHAPE);
        }
    }

    private HoneException wrong(int place, String problem, String advice) {
        return new HoneException(place(place) + problem + ".", advice);
    }

    private String place(int place) {
        return "The reward '" + text + "', character " + (place + 1) + ": ";
    }
}
