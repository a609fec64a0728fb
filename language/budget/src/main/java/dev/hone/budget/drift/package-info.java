/** Whether predicted gains still come true on the traffic that is served. */
@NullMarked
package dev.hone.budget.drift;

import org.jspecify.annotations.NullMarked;
