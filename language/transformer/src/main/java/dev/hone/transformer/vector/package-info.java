/**
 * The only package that sees the incubating Vector API. Its classes load where the JVM runs with
 * {@code --add-modules jdk.incubator.vector}, and nowhere else.
 */
@NullMarked
package dev.hone.transformer.vector;

import org.jspecify.annotations.NullMarked;
