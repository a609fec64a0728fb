/** A reward learnt from graded answers: its fit, its artefact, and its use. */
@NullMarked
package dev.hone.reward.learnt;

import org.jspecify.annotations.NullMarked;
