package dev.hone.transformer.generate;

import dev.hone.transformer.Rows;

/**
 * What a model computed for some sequences, row by row; valid until its next pass.
 *
 * @param logits unnormalised log-probabilities of the next token. [sequence][vocabulary]
 * @param hidden the last layer's output after the final norm. [sequence][hidden]
 */
record Outputs(Rows logits, Rows hidden) {
    /** A copy of one sequence's, which stays valid; its row is row 0, and every other. */
    Outputs keep(int row) {
        return new Outputs(new Rows(logits.row(row), 0, logits.width()), new Rows(hidden.row(row), 0, hidden.width()));
    }
}
