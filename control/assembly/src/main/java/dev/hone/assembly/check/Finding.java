package dev.hone.assembly.check;

/**
 * One row of the check.
 *
 * @param test number and words of the test
 * @param value what was measured
 * @param bar what is asked for
 * @param passed whether the value meets the bar
 */
public record Finding(String test, String value, String bar, boolean passed) {}
