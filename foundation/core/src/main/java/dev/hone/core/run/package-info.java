@NullMarked
package dev.hone.core.run;

import org.jspecify.annotations.NullMarked;
