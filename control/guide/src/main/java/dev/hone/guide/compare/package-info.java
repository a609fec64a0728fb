/** Methods side by side, over environments and seeds. */
@org.jspecify.annotations.NullMarked
package dev.hone.guide.compare;
