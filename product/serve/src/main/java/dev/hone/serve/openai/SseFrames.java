package dev.hone.serve.openai;

import java.nio.charset.StandardCharsets;

/** Server-sent events as bytes: what the API's streams are made of. */
public final class SseFrames {
    /** The data of the event that ends a stream. */
    public static final String DONE = "[DONE]";

    private SseFrames() {}

    /** An event with this data. */
    public static byte[] data(String data) {
        return frame("data: ", data);
    }

    /** A line that clients skip, which keeps a silent connection open. */
    public static byte[] comment(String text) {
        return frame(": ", text);
    }

    /** A line break in the text would end its line, and the rest be read as another field. */
    private static byte[] frame(String field, String text) {
        StringBuilder frame = new StringBuilder();
        text.lines().forEach(line -> frame.append(field).append(line).append('\n'));
        if (frame.isEmpty()) {
            frame.append(field).append('\n');
        }
        return frame.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }
}
