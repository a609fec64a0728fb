package dev.hone.reward;

import dev.hone.core.HoneException;
import dev.hone.core.Nearest;
import dev.hone.reward.learnt.HeadReward;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

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
            new RewardForm("positivity", "how positive the words sound", Positivity.TRAITS),
            new RewardForm("topic:TEXT", "how near the meaning is to TEXT's", Topic.TRAITS),
            new RewardForm("contains:WORDS", "the share of WORDS, with commas between, that occur", Contains.TRAITS),
            new RewardForm("length:TOKENS", "0 at TOKENS tokens, less by the share it misses", Length.TRAITS),
            new RewardForm("readability", "Flesch's reading ease; 60 is plain English", Readability.TRAITS),
            new RewardForm("head:ARTIFACT", "what 'hone reward fit' learnt from graded answers", HeadReward.TRAITS),
            new RewardForm("W*REWARD+W*REWARD", "a weighted sum of rewards", WeightedSum.UNKNOWN),
            new RewardForm("http:URL", "what your scorer answers", HttpReward.TRAITS),
            new RewardForm("command:PROGRAM", "what your program answers, a JSON line each", CommandReward.TRAITS),
            new RewardForm("agreement", "nothing; chooses the text that most samples give", Agreement.TRAITS),
            new RewardForm("agreement:number", "nothing; chooses the last number that most give", Agreement.TRAITS),
            new RewardForm(
                    "agreement:regex:PATTERN", "nothing; chooses the last match that most give", Agreement.TRAITS),
            new RewardForm("agreement:json:FIELD", "nothing; chooses the field that most give", Agreement.TRAITS));

    private static final List<String> WORDS = List.of(
            "exact",
            "number",
            "regex",
            "positivity",
            "topic",
            "contains",
            "length",
            "readability",
            "head",
            "http",
            "command",
            "agreement",
            "json");

    private Rewards() {}

    /** Every form that {@link #parse} reads, for a list. */
    public static List<RewardForm> forms() {
        return FORMS;
    }

    /** The reward or selector of a name that needs no vectors; see {@link #parse(String, FeatureSupply)}. */
    public static Judge parse(String name) {
        return parse(name, FeatureSupply.NONE);
    }

    /**
     * The reward or selector of a name. Nothing is started or connected yet; an artefact is read.
     *
     * @param features asked by rewards that read vectors, {@code topic:} and {@code head:}
     * @throws HoneException if there is none, naming the nearest; if its pattern, URL, command, artefact or sum is wrong
     */
    public static Judge parse(String name, FeatureSupply features) {
        if (SumParser.isSum(name)) {
            return new SumParser(name, member -> reward(member, features)).sum();
        }
        int colon = name.indexOf(':');
        String word = colon < 0 ? name : name.substring(0, colon);
        String rest = colon < 0 ? "" : name.substring(colon + 1);
        return switch (word) {
            case "exact" -> without(rest, name, Comparison.exact());
            case "number" -> without(rest, name, Comparison.number());
            case "regex" -> regex(name, filled(rest, name, "pattern"));
            case "positivity" -> without(rest, name, new Positivity());
            case "topic" -> topic(name, filled(rest.strip(), name, "text"), features);
            case "contains" -> Contains.parse(name, filled(rest.strip(), name, "words"));
            case "length" -> Length.parse(name, filled(rest.strip(), name, "tokens"));
            case "readability" -> without(rest, name, new Readability());
            case "head" -> HeadReward.open(name, Path.of(filled(rest, name, "artifact")), features);
            // a URL alone is what it looks like
            case "http" -> HttpReward.at(rest.startsWith("//") ? name : filled(rest, name, "URL"));
            case "https" -> HttpReward.at(name);
            case "command" -> new CommandReward(filled(rest, name, "program"), CommandReward.PATIENCE);
            case "agreement" -> new Agreement(name, extraction(rest, name));
            default -> throw unknown(name, word);
        };
    }

    /** The reward of a name that needs no vectors; a selector is an error that says why it can't grade. */
    public static Reward reward(String name) {
        return reward(name, FeatureSupply.NONE);
    }

    /** The reward of a name; a selector is an error that says why it can't grade. */
    public static Reward reward(String name, FeatureSupply features) {
        return switch (parse(name, features)) {
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

    private static Topic topic(String name, String text, FeatureSupply features) {
        requireNoStar(name, text);
        return new Topic(name, text, features.open("minilm"));
    }

    /** A star in free text is a sum whose first weight was forgotten far more often than it is meant. */
    static void requireNoStar(String name, String text) {
        if (text.indexOf('*') >= 0) {
            throw new HoneException(
                    "The reward '" + name + "' holds a '*', which stands for a weight.",
                    "give every member of a sum a weight: 1*" + name);
        }
    }

    private static Extraction extraction(String form, String name) {
        int colon = form.indexOf(':');
        String word = colon < 0 ? form : form.substring(0, colon);
        String rest = colon < 0 ? "" : form.substring(colon + 1);
        return switch (word) {
            case "" -> Extraction.loosely(Extraction::trimmed);
            case "number" -> without(rest, name, Numbers::lastCanonical);
            case "regex" -> Extraction.loosely(new BoundedPattern(filled(rest, name, "pattern"))::last);
            case "json" -> new JsonField(filled(rest, name, "field"));
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
                    "The reward '" + name + "' names no " + what + ".",
                    "write " + name.replaceAll(":\\s*$", "") + ":" + what.toUpperCase(Locale.ROOT));
        }
        return rest;
    }

    private static HoneException unknown(String name, String word) {
        String nearest = Nearest.of(word, WORDS)
                .map(near -> "you meant '" + near + "'; ")
                .orElse("");
        String sum = word.indexOf('+') >= 0 ? "in a sum each member has a weight: 1*positivity+1*readability; " : "";
        return new HoneException("There is no reward '" + name + "'.", nearest + sum + "'hone rewards' lists all");
    }
}
