package dev.hone.serve.openai;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads server-sent events out of bytes as they come, cut anywhere: inside a line, a character or a line break. Lines end in LF, CR or
 * both; comments and fields other than {@code data} are skipped. An event longer than the limit is left out and the stream goes on.
 * For one thread.
 *
 * <p>Lines are split as bytes and decoded when they are whole: no byte of a longer UTF-8 character looks like a line break.
 */
public final class SseDecoder {
    private static final String BOM = "\uFEFF";

    private final int limit;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private boolean hasData;
    private boolean tooLong;
    private boolean afterReturn;
    private boolean first = true;

    /** A decoder of events of at most {@code limit} bytes. */
    public SseDecoder(int limit) {
        this.limit = limit;
    }

    /** The data of the events that these bytes complete; several data lines of one event are joined by line breaks. */
    public List<String> feed(byte[] bytes, int from, int length) {
        List<String> events = new ArrayList<>();
        for (int i = from; i < from + length; i++) {
            byte b = bytes[i];
            if (b == '\n' && afterReturn) {
                afterReturn = false;
                continue;
            }
            afterReturn = b == '\r';
            if (b == '\n' || b == '\r') {
                endLine(events);
            } else if (line.size() < limit) {
                line.write(b);
            } else {
                tooLong = true;
            }
        }
        return events;
    }

    /** What a stream that was cut leaves: the event that no empty line followed, its last line maybe half. */
    public List<String> end() {
        List<String> events = new ArrayList<>();
        if (line.size() > 0) {
            endLine(events);
        }
        endEvent(events);
        return events;
    }

    private void endLine(List<String> events) {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (first) {
            first = false;
            text = text.startsWith(BOM) ? text.substring(1) : text;
        }
        if (text.isEmpty()) {
            endEvent(events);
        } else if (text.equals("data") || text.startsWith("data:")) {
            String value = text.substring(Math.min(5, text.length()));
            addData(value.startsWith(" ") ? value.substring(1) : value);
        }
    }

    private void addData(String value) {
        if (data.length() + value.length() >= limit) {
            tooLong = true;
            return;
        }
        if (hasData) {
            data.append('\n');
        }
        data.append(value);
        hasData = true;
    }

    private void endEvent(List<String> events) {
        if (hasData && !tooLong) {
            events.add(data.toString());
        }
        data.setLength(0);
        hasData = false;
        tooLong = false;
    }
}
