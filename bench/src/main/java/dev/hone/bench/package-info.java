/** Hone's decoder beside other people's. Not part of the product: built and run with {@code -Pbench} only. */
@NullMarked
package dev.hone.bench;

import org.jspecify.annotations.NullMarked;
