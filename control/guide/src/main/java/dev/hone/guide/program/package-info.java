/** Environments and teachers that are programs of the user's, in any language. */
@org.jspecify.annotations.NullMarked
package dev.hone.guide.program;
