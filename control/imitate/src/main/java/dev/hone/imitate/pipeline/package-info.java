/** The whole of JUICER on one task: rows of a comparison at equal demonstrations and equal updates, resumable. */
@NullMarked
package dev.hone.imitate.pipeline;

import org.jspecify.annotations.NullMarked;
