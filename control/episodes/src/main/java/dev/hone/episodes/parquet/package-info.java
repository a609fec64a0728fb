/** Parquet files as columns in memory; the only package that sees the Parquet library. */
@org.jspecify.annotations.NullMarked
package dev.hone.episodes.parquet;
