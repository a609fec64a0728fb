package dev.hone.transformer.chat;

import dev.hone.core.HoneException;
import dev.hone.lm.Message;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A compiled chat template: how a model's makers want a conversation written as one text.
 *
 * <p>The language is the part of Jinja that such templates use, with the settings of Hugging Face's transformers, and what
 * is written is what transformers writes; {@link Lexer} says what happens to white space. Messages are values and never
 * looked at as templates: a user who writes <code>{{ 7*7 }}</code> gets just that. The template itself comes from
 * wherever the model came from, so its work, output and nesting are bounded, and it sees nothing but what it is given and
 * the date. Left out, each refused by name when the template is read: {@code include} and {@code import}, {@code call}
 * blocks, recursive loops, filters no chat template needs.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class ChatTemplate {
    private final String origin;
    private final List<Statement> statements;
    private final Clock clock;

    private ChatTemplate(String origin, List<Statement> statements, Clock clock) {
        this.origin = origin;
        this.statements = statements;
        this.clock = clock;
    }

    /**
     * Reads a template.
     *
     * @param origin where it comes from, for errors
     * @param clock what {@code strftime_now} reads
     * @throws HoneException if it isn't well-formed, or uses what is left out
     */
    public static ChatTemplate compile(String origin, String source, Clock clock) {
        return new ChatTemplate(origin, guarded(origin, () -> Parser.parse(source)), clock);
    }

    /**
     * Writes a conversation up to where the assistant is to speak.
     *
     * @param variables what else the template sees, for example {@code bos_token}; values as JSON has them
     * @throws HoneException if the template refuses the conversation or fails on it
     */
    public String render(List<Message> messages, Map<String, ?> variables) {
        Map<String, Object> all = new LinkedHashMap<>(variables);
        all.put("messages", messages.stream().map(ChatTemplate::message).toList());
        all.put("add_generation_prompt", true);
        return render(all);
    }

    /**
     * Writes what the template makes of these variables; values as JSON has them.
     *
     * @throws HoneException if the template refuses them or fails on them
     */
    public String render(Map<String, ?> variables) {
        return guarded(origin, () -> {
            Scope scope = Scope.outermost();
            Globals.define(scope, clock);
            variables.forEach((name, value) -> scope.set(name, Value.ofJson(value)));
            return new Interpreter().run(statements, scope.inner());
        });
    }

    private static Map<String, String> message(Message message) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("role", message.role());
        parts.put("content", message.content());
        return parts;
    }

    private static <T> T guarded(String origin, Supplier<T> work) {
        try {
            return work.get();
        } catch (TemplateException e) {
            String place = e.line() > 0 ? origin + " line " + e.line() : origin;
            if (e.refusal()) {
                throw new HoneException(
                        "The chat template " + place + " refuses the conversation: " + e.problem(),
                        "change the conversation (many templates want user and assistant in turn), or bypass the template with --raw",
                        e);
            }
            throw new HoneException(
                    "The chat template " + place + ": " + e.problem() + ".",
                    "bypass the template with --raw, or change it in the model folder",
                    e);
        } catch (StackOverflowError e) {
            throw new HoneException(
                    "The chat template " + origin + " is nested too deeply.",
                    "bypass the template with --raw, or change it in the model folder",
                    e);
        }
    }
}
