package dev.hone.bench;

import java.util.List;

/** A value of a GGUF file's metadata; the numbers are those of the format's value types. */
sealed interface GgufValue {
    /** A count or an id. Type 4. */
    record Whole(int value) implements GgufValue {}

    /** Type 6. */
    record Real(float value) implements GgufValue {}

    /** Type 8. */
    record Text(String value) implements GgufValue {}

    /** Type 9, of type 5. */
    record Wholes(List<Integer> values) implements GgufValue {}

    /** Type 9, of type 6. */
    record Reals(List<Float> values) implements GgufValue {}

    /** Type 9, of type 8. */
    record Texts(List<String> values) implements GgufValue {}
}
