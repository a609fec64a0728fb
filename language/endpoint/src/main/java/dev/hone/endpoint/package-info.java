@NullMarked
package dev.hone.endpoint;

import org.jspecify.annotations.NullMarked;
