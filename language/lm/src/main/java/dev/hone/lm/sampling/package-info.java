/** Drawing samples of many queries, so that nothing drawn is lost or drawn twice whatever happens on the way. */
@NullMarked
package dev.hone.lm.sampling;

import org.jspecify.annotations.NullMarked;
