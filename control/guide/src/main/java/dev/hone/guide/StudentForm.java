package dev.hone.guide;

import java.util.List;

/** What a student is made of. Belongs to an environment; everything else about learning is the same everywhere. */
public sealed interface StudentForm {
    /** A table over numbered observations. */
    record Table() implements StudentForm {}

    /**
     * Networks without memory, for real-valued actions.
     *
     * @param hidden widths of the hidden layers
     */
    record Perceptron(List<Integer> hidden) implements StudentForm {
        public Perceptron {
            hidden = List.copyOf(hidden);
        }
    }

    /**
     * Networks that remember the episode, for choices.
     *
     * @param width of what they remember
     */
    record Recurrent(int width) implements StudentForm {}
}
