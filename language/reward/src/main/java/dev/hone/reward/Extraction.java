package dev.hone.reward;

import java.util.Locale;
import java.util.Optional;

/** Finds the answer in a text, in a form in which equal answers are equal texts; empty if there is none. */
@FunctionalInterface
interface Extraction {
    Optional<String> answer(String text);

    /** What another finds, with case and white space left out: "(10 - 4)*4" equals "(10-4) * 4". */
    static Extraction loosely(Extraction other) {
        return text -> other.answer(text)
                .map(answer -> answer.replaceAll("\\s+", "").toLowerCase(Locale.ROOT))
                .filter(answer -> !answer.isEmpty());
    }

    /** The whole text without the white space around it; a blank text holds no answer. */
    static Optional<String> trimmed(String text) {
        return Optional.of(text.strip()).filter(answer -> !answer.isEmpty());
    }
}
