package dev.hone.serve.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MAX_VALUE})
    void a_body_needs_a_limit_that_is_one(int bytes) {
        assertThrows(IllegalArgumentException.class, () -> Limits.DEFAULT.withBodyBytes(bytes));
    }

    @Test
    void nothing_is_unlimited() {
        Limits d = Limits.DEFAULT;
        assertThrows(IllegalArgumentException.class, () -> d.withConcurrency(0, 1));
        assertThrows(IllegalArgumentException.class, () -> d.withConcurrency(1, 0));
        assertThrows(IllegalArgumentException.class, () -> d.withWriteTime(Duration.ZERO));
        // the JDK's server counts in seconds, and takes none for no limit
        Duration tooShort = Duration.ofMillis(999);
        assertThrows(
                IllegalArgumentException.class,
                () -> new Limits(1, 1, 1, tooShort, d.idleTime(), d.answerTime(), d.writeTime(), 1, 1, 1));
    }

    @Test
    void the_servers_own_limits_are_in_its_units() {
        Map<String, String> properties = ServerProperties.of(Limits.DEFAULT);
        assertEquals("10", properties.get("sun.net.httpserver.maxReqTime"));
        assertEquals("3600", properties.get("sun.net.httpserver.maxRspTime"));
        assertEquals("100", properties.get("sun.net.httpserver.maxReqHeaders"));
        assertEquals("32768", properties.get("sun.net.httpserver.maxReqHeaderSize"));
        assertEquals("4096", properties.get("jdk.httpserver.maxConnections"));
        assertEquals("true", properties.get("sun.net.httpserver.nodelay"));
    }
}
