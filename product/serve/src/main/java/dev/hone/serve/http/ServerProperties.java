package dev.hone.serve.http;

import java.util.Map;

/**
 * The limits that the JDK's server keeps itself. It reads them from system properties, once, when its classes are loaded: the
 * first shell of a process decides, and what the user set with {@code -D} stands.
 */
final class ServerProperties {
    private ServerProperties() {}

    static void set(Limits limits) {
        of(limits).forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }

    /** Times are in seconds but for the clock's, which are in milliseconds. */
    static Map<String, String> of(Limits limits) {
        return Map.of(
                "sun.net.httpserver.nodelay", "true",
                "sun.net.httpserver.maxReqHeaders", "" + limits.headers(),
                "sun.net.httpserver.maxReqHeaderSize", "" + limits.headerBytes(),
                "sun.net.httpserver.maxReqTime", "" + limits.requestTime().toSeconds(),
                "sun.net.httpserver.maxRspTime", "" + limits.answerTime().toSeconds(),
                "sun.net.httpserver.idleInterval", "" + limits.idleTime().toSeconds(),
                // the default looks for idle connections every 10 s
                "sun.net.httpserver.clockTick", "1000",
                // the default keeps 200 and closes the others after each answer
                "sun.net.httpserver.maxIdleConnections", "" + limits.connections(),
                "jdk.httpserver.maxConnections", "" + limits.connections());
    }
}
