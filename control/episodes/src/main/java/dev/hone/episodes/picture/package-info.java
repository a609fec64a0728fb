/** Pictures as files of PNG or JPEG. */
@NullMarked
package dev.hone.episodes.picture;

import org.jspecify.annotations.NullMarked;
