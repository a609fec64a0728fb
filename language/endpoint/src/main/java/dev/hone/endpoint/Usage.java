package dev.hone.endpoint;

/**
 * What one call used.
 *
 * @param reported false: the server gave no usable numbers, these are {@link Tokens}' estimate
 */
record Usage(long promptTokens, long completionTokens, boolean reported) {}
