/** What a query's features tell about its success rate: small networks that are trained on graded samples and run in plain Java. */
@NullMarked
package dev.hone.budget.head;

import org.jspecify.annotations.NullMarked;
