/** Programs of users that are asked line by line. */
@org.jspecify.annotations.NullMarked
package dev.hone.core.program;
