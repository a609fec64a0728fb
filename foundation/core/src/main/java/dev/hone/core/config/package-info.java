@NullMarked
package dev.hone.core.config;

import org.jspecify.annotations.NullMarked;
