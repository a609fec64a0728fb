package dev.hone.lm;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** One graded or ungraded sample of a pool; every part but the place in the list may be missing. */
public record Sample(
        Optional<String> text,
        OptionalDouble reward,
        Optional<List<Integer>> ids,
        Optional<FinishReason> finish,
        OptionalInt tokens) {}
