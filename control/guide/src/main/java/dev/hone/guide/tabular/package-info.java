/** Teacher-guided learning with tables, for environments whose observations are one of a few. */
@org.jspecify.annotations.NullMarked
package dev.hone.guide.tabular;
