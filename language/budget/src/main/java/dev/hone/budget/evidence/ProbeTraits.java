package dev.hone.budget.evidence;

import dev.hone.lm.Sample;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;

/** What one or two answers of a cheap model show of themselves, without any reward, before a strong one is asked. */
public final class ProbeTraits {
    private static final Pattern HEDGE = Pattern.compile(
            "\\b(?:maybe|perhaps|approximately|unclear|unknown|unable|cannot|can't|impossible|not possible|no solution|none|sorry)\\b");
    private static final double CHARACTERS_PER_TOKEN = 4;

    private ProbeTraits() {}

    /**
     * Of the first answer: whether it is missing; logarithms of its tokens and characters; its share of digits; whether it stands in
     * the question, hedges, has brackets that match; how well it compresses. Of a second one: whether it is the same, how like the
     * first, how much longer or shorter. A missing answer equals nothing.
     *
     * @param question the query's text
     * @param answers one or two, with their texts
     */
    public static double[] of(String question, List<Sample> answers) {
        String text = answers.getFirst().text().orElse("");
        SampleTraits first = SampleTraits.of(text);
        double tokens = answers.getFirst().tokens().orElse((int) Math.ceil(text.length() / CHARACTERS_PER_TOKEN));
        String plain = first.answer().orElse("");
        double[] alone = {
            flag(plain.isEmpty()),
            Math.log1p(tokens),
            first.logLength(),
            plain.chars().filter(Character::isDigit).count() / Math.max(1.0, plain.length()),
            flag(!plain.isEmpty() && question.toLowerCase(Locale.ROOT).contains(plain)),
            flag(HEDGE.matcher(plain).find()),
            flag(first.balanced()),
            first.compressed()
        };
        if (answers.size() == 1) {
            return alone;
        }
        SampleTraits second = SampleTraits.of(answers.get(1).text().orElse(""));
        Optional<String> same = first.answer()
                .filter(answer -> second.answer().filter(answer::equals).isPresent());
        return DoubleStream.concat(
                        Arrays.stream(alone),
                        DoubleStream.of(
                                flag(same.isPresent()),
                                first.likeness(second),
                                Math.abs(first.logLength() - second.logLength())))
                .toArray();
    }

    private static double flag(boolean value) {
        return value ? 1 : 0;
    }
}
