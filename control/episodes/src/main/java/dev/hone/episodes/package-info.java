/** Demonstrations as LeRobotDataset v3, written and read; no simulator. */
@org.jspecify.annotations.NullMarked
package dev.hone.episodes;
