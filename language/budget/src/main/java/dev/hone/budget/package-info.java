@NullMarked
package dev.hone.budget;

import org.jspecify.annotations.NullMarked;
