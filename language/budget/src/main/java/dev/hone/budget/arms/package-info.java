/** Which of several models answers a query, with how many samples: one space of actions, one price. */
@NullMarked
package dev.hone.budget.arms;

import org.jspecify.annotations.NullMarked;
