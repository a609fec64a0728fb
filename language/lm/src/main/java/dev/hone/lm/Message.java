package dev.hone.lm;

/** One turn of a conversation; {@code role} is "system", "user", "assistant" or "tool". */
public record Message(String role, String content) {
    public static Message user(String content) {
        return new Message("user", content);
    }
}
