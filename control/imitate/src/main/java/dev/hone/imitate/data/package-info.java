/** Episodes made little by little, kept so that a killed maker goes on. */
@NullMarked
package dev.hone.imitate.data;

import org.jspecify.annotations.NullMarked;
