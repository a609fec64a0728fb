@NullMarked
package dev.hone.core.files;

import org.jspecify.annotations.NullMarked;
