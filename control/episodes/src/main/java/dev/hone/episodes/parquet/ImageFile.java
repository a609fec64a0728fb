package dev.hone.episodes.parquet;

import java.util.Optional;

/**
 * A picture as a row holds it, at least one of the two.
 *
 * @param bytes of its file
 * @param path of its file, or what its name was
 */
public record ImageFile(Optional<byte[]> bytes, Optional<String> path) {}
