@NullMarked
package dev.hone.lm;

import org.jspecify.annotations.NullMarked;
