package dev.hone.reward;

import java.util.Optional;

/** Finds the answer in a text, in a form in which equal answers are equal texts; empty if there is none. */
@FunctionalInterface
interface Extraction {
    Optional<String> answer(String text);

    /** The whole text without the white space around it; a blank text holds no answer. */
    static Optional<String> trimmed(String text) {
        return Optional.of(text.strip()).filter(answer -> !answer.isEmpty());
    }
}
