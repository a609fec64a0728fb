/** The page that shows what a server does, and the status that feeds it. */
@NullMarked
package dev.hone.serve.page;

import org.jspecify.annotations.NullMarked;
