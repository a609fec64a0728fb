package dev.hone.episodes;

import dev.hone.core.HoneException;
import java.util.List;

/**
 * Which columns of a dataset are the state and which the action; several are joined in the order given.
 *
 * @param state at least one
 * @param action at least one
 * @param pictures columns of pictures to be read too; mostly none
 */
public record Selection(List<String> state, List<String> action, List<String> pictures) {
    /** The format's own names. */
    public static final Selection DEFAULT = new Selection(List.of(Names.STATE), List.of(Names.ACTION));

    public Selection {
        state = require("state", state);
        action = require("action", action);
        pictures = List.copyOf(pictures);
    }

    /** Without pictures. */
    public Selection(List<String> state, List<String> action) {
        this(state, action, List.of());
    }

    private static List<String> require(String what, List<String> columns) {
        if (columns.isEmpty()) {
            throw new HoneException("No column is named as the " + what + ".", "name one, or several with commas");
        }
        return List.copyOf(columns);
    }
}
