package dev.hone.lm;

import java.util.List;
import java.util.Optional;

/**
 * Something to answer.
 *
 * @param id unique in its file; with the seed it decides the random numbers of every sample
 * @param messages at least one turn; a query written as plain {@code prompt} is one user turn
 * @param group the task or data set it belongs to, for splits that hold whole groups out
 * @param reference the right answer, for rewards that compare with one
 */
public record Query(String id, List<Message> messages, Optional<String> group, Optional<String> reference) {
    public Query {
        messages = List.copyOf(messages);
        if (id.isEmpty()) {
            throw new IllegalArgumentException("a query needs an id");
        }
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("query " + id + " has no message");
        }
    }

    public static Query of(String id, String prompt) {
        return new Query(id, List.of(Message.user(prompt)), Optional.empty(), Optional.empty());
    }

    /**
     * The conversation before its last turn.
     *
     * @throws IllegalArgumentException if that leaves no turn
     */
    public Query withoutLast() {
        return new Query(id, messages.subList(0, messages.size() - 1), group, reference);
    }

    /** The contents of all turns joined by blank lines: what a model without a chat template reads, and what is embedded. */
    public String text() {
        return String.join("\n\n", messages.stream().map(Message::content).toList());
    }
}
