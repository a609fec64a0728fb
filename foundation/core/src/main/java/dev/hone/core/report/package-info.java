/**
 * One page that says what a run found: {@code report.html}, a single file that opens anywhere, offline, for years.
 *
 * <p>Scripts, styles and data are inside the file and nothing is fetched; a content security policy in the page lets only
 * those very scripts and styles run, so that text of a model or a user that ended up in a report stays text.
 */
@NullMarked
package dev.hone.core.report;

import org.jspecify.annotations.NullMarked;
