@NullMarked
package dev.hone.core.artifact;

import org.jspecify.annotations.NullMarked;
