/** Grid worlds with a teacher that sees what the student has to find out. */
@org.jspecify.annotations.NullMarked
package dev.hone.guide.grid;
