@NullMarked
package dev.hone.transformer;

import org.jspecify.annotations.NullMarked;
