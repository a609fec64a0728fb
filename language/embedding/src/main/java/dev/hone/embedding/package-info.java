@NullMarked
package dev.hone.embedding;

import org.jspecify.annotations.NullMarked;
