package dev.hone.serve;

import dev.hone.core.Seeds;
import java.io.OutputStream;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import tools.jackson.databind.JsonNode;

/**
 * An upstream that fails in a tenth of its calls, each way as often as any other, is slow in a twentieth and ends a hundredth half-way.
 * It returns one sample a call, whatever {@code n} says, and remembers by its prompt which request met a fault.
 */
final class FaultyUpstream implements AutoCloseable {
    /** What goes wrong with a call. */
    enum Fault {
        FAILED,
        LIMITED,
        HALF_JSON,
        PAGE,
        DROPPED,
        CUT,
        SLOW,
        NONE
    }

    private static final double FAULTS = .10;
    private static final double CUTS = .01;
    private static final double SLOW = .05;
    private static final int WAYS = 5;
    private static final long SLOWNESS = 1500; // ms

    private final RawUpstream raw = new RawUpstream(this::answer);
    private final Seeds chance = Seeds.of(13).child("faults");
    private final AtomicLong calls = new AtomicLong();
    private final Map<Fault, LongAdder> counts = new ConcurrentHashMap<>();
    private final Set<String> faulted = ConcurrentHashMap.newKeySet();

    private boolean answer(JsonNode request, OutputStream out) throws Exception {
        Fault fault = fault(chance.uniform(calls.getAndIncrement()));
        counts.computeIfAbsent(fault, _ -> new LongAdder()).increment();
        if (fault != Fault.SLOW && fault != Fault.NONE) {
            faulted.add(request.at("/messages/0/content").asString());
        }
        boolean stream = request.path("stream").asBoolean(false);
        if (fault == Fault.SLOW) {
            Thread.sleep(SLOWNESS);
        }
        switch (fault) {
            case FAILED -> out.write(RawUpstream.answer(500, "application/json", "{\"error\":{\"message\":\"no\"}}"));
            case LIMITED ->
                out.write(RawUpstream.bytes("HTTP/1.1 429 X\r\nRetry-After: 1\r\nContent-Type: text/plain\r\n"
                        + "Content-Length: 4\r\n\r\nslow"));
            case HALF_JSON -> out.write(RawUpstream.answer(200, "application/json", "{\"choices\":[{\"mess"));
            case PAGE -> out.write(RawUpstream.answer(200, "text/html", "<html>sign in</html>"));
            case DROPPED -> {
                return false;
            }
            case CUT -> {
                out.write(
                        stream
                                ? RawUpstream.streamHead()
                                : RawUpstream.bytes("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{"));
                if (stream) {
                    out.write(RawUpstream.piece(RawUpstream.event("one")));
                }
                return false;
            }
            default -> {
                if (stream) {
                    out.write(RawUpstream.streamHead());
                    out.write(RawUpstream.piece(RawUpstream.event("one")));
                    out.flush();
                    out.write(RawUpstream.piece("data: [DONE]\n\n"));
                    out.write(RawUpstream.piece(""));
                } else {
                    out.write(RawUpstream.answer(200, "application/json", RawUpstream.chat(1)));
                }
            }
        }
        return true;
    }

    private static Fault fault(double u) {
        if (u < FAULTS) {
            return Fault.values()[(int) (u / FAULTS * WAYS)];
        }
        if (u < FAULTS + CUTS) {
            return Fault.CUT;
        }
        return u < FAULTS + CUTS + SLOW ? Fault.SLOW : Fault.NONE;
    }

    /** Whether a request met a fault; asked once, so that nothing piles up. */
    boolean faulted(String prompt) {
        return faulted.remove(prompt);
    }

    long count(Fault fault) {
        LongAdder counted = counts.get(fault);
        return counted == null ? 0 : counted.sum();
    }

    long calls() {
        return calls.get();
    }

    int port() {
        return raw.port();
    }

    @Override
    public void close() {
        raw.close();
    }
}
