package dev.hone.reward;

import dev.hone.core.HoneException;
import dev.hone.core.Nearest;
import java.util.List;

/** The rewards and selectors by name. */
public final class Rewards {
    private static final List<RewardForm> FORMS = List.of(
            new RewardForm("exact", "1 if the text equals the reference, both trimmed", Comparison.TRAITS),
            new RewardForm("number", "1 if the last number equals the reference's by value", Comparison.TRAITS),
            new RewardForm("regex:PATTERN", "1 if the pattern is found anywhere", Presence.TRAITS),
            new RewardForm(
                    "regex:PATTERN(GROUP)",
                    "1 if the last match's first group equals the reference",
                    Comparison.TRAITS),
            new RewardForm("http:URL", "what your scorer answers", HttpReward.TRAITS),
            new RewardForm("command:PROGRAM", "what your program answers, a JSON line each", CommandReward.TRAITS),
            new RewardForm("agreement", "nothing; chooses the text that most samples give", Agreement.TRAITS),
            new RewardForm("agreement:number", "nothing; chooses the last number that most give", Agreement.TRAITS),
            new RewardForm(
                    "agreement:regex:PATTERN", "nothing; chooses the last match that most give", Agreement.TRAITS),
            new RewardForm("agreement:json:FIELD", "nothing; chooses the field that most give", Agreement.TRAITS));

    private static final List<String> WORDS =
            List.of("exact", "number", "regex", "http", "command", "agreement", "json");

    private Rewards() {}

    /** Every form that {@link #parse} reads, for a list. */
    public static List<RewardForm> forms() {
        return FORMS;
    }

    /**
     * The reward or selector of a name. Nothing is started or connected yet.
     *
     * @throws HoneException if there is none, naming the nearest; if its pattern, URL or command is wrong
     */
    public static Judge parse(String name) {
        int colon = name.indexOf(':');
        String word = colon < 0 ? name : name.substring(0, colon);
        String rest = colon < 0 ? "" : name.substring(colon + 1);
        return switch (word) {
            case "exact" -> without(rest, name, Comparison.exact());
            case "number" -> without(rest, name, Comparison.number());
            case "regex" -> regex(name, filled(rest, name, "a pattern"));
            // a URL alone is what it looks like
            case "http" -> HttpReward.at(rest.startsWith("//") ? name : filled(rest, name, "a URL"));
            case "https" -> HttpReward.at(name);
            case "command" -> new CommandReward(filled(rest, name, "a program"), CommandReward.PATIENCE);
            case "agreement" -> new Agreement(name, extraction(rest, name));
            default -> throw unknown(name, word);
        };
    }

    /** The reward of a name; a selector is an error that says why it can't grade. */
    public static Reward reward(String name) {
        return switch (parse(name)) {
            case Reward reward -> reward;
            case Selector selector ->
                throw new HoneException(
                        "'" + selector.name() + "' chooses among answers and never grades one.",
                        "use a reward such as 'number'; 'hone rewards' lists them");
        };
    }

    private static Reward regex(String name, String expression) {
        BoundedPattern pattern = new BoundedPattern(expression);
        return pattern.captures() ? Comparison.captured(name, pattern) : new Presence(name, pattern);
    }

    private static Extraction extraction(String form, String name) {
        int colon = form.indexOf(':');
        String word = colon < 0 ? form : form.substring(0, colon);
        String rest = colon < 0 ? "" : form.substring(colon + 1);
        return switch (word) {
            case "" -> Extraction.loosely(Extraction::trimmed);
            case "number" -> without(rest, name, Numbers::lastCanonical);
            case "regex" -> Extraction.loosely(new BoundedPattern(filled(rest, name, "a pattern"))::last);
            case "json" -> new JsonField(filled(rest, name, "a field"));
            default -> throw unknown(name, word);
        };
    }

    private static <T> T without(String rest, String name, T parsed) {
        if (!rest.isEmpty()) {
            throw new HoneException("The reward '" + name + "' takes nothing after a colon.", "remove ':" + rest + "'");
        }
        return parsed;
    }

    private static String filled(String rest, String name, String what) {
        if (rest.isEmpty()) {
            throw new HoneException(
                    "The reward '" + name + "' names no " + what.substring(2) + ".",
                    "add " + what + ": " + name.replaceAll(":$", "") + ":"
                            + what.substring(2).toUpperCase(java.util.Locale.ROOT));
        }
        return rest;
    }

    private static HoneException unknown(String name, String word) {
        String nearest = Nearest.of(word, WORDS)
                .map(near -> "you meant '" + near + "'; ")
                .orElse("");
        return new HoneException("There is no reward '" + name + "'.", nearest + "'hone rewards' lists all");
    }
}
