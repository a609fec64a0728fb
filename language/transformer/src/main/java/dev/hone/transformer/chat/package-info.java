/** Chat templates: an interpreter of the part of Jinja that Hugging Face's chat templates are written in. */
@NullMarked
package dev.hone.transformer.chat;

import org.jspecify.annotations.NullMarked;
