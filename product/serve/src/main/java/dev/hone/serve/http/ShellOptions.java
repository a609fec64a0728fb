package dev.hone.serve.http;

import dev.hone.core.HoneException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * How a server listens.
 *
 * @param address bound to; only this machine's own (loopback) without keys
 * @param port 0 to 65,535; 0 takes any that is free
 * @param keys that clients must show
 * @param adminKeys that who changes something must show; see {@link Gate}
 * @param limits on clients
 * @param grace that running requests get when the server stops, before they are interrupted
 */
public record ShellOptions(
        InetAddress address, int port, Optional<Keys> keys, Optional<Keys> adminKeys, Limits limits, Duration grace) {
    /**
     * Options.
     *
     * @throws HoneException if others than this machine could connect without a key
     */
    public ShellOptions {
        if (port < 0 || port > 65_535) {
            throw new HoneException("Port " + port + " does not exist.", "choose one from 1024 to 65535");
        }
        if (keys.isEmpty() && !address.isLoopbackAddress()) {
            throw new HoneException(
                    "Serving on " + address.getHostAddress()
                            + " would let every machine that reaches it spend your money.",
                    "give a --key-file with keys that clients must show, or serve on 127.0.0.1");
        }
    }

    /** On this machine only, without keys, with the default limits and 30 s of grace. */
    public static ShellOptions loopback(int port) {
        return new ShellOptions(
                InetAddress.getLoopbackAddress(),
                port,
                Optional.empty(),
                Optional.empty(),
                Limits.DEFAULT,
                Duration.ofSeconds(30));
    }

    /** The same with keys. */
    public ShellOptions withKeys(Keys keys) {
        return new ShellOptions(address, port, Optional.of(keys), adminKeys, limits, grace);
    }

    /** The same with keys of admins. */
    public ShellOptions withAdminKeys(Keys admins) {
        return new ShellOptions(address, port, keys, Optional.of(admins), limits, grace);
    }

    /** Who may ask, and who may change something. */
    public Gate gate() {
        return new Gate(keys, adminKeys);
    }

    /** The same with other limits. */
    public ShellOptions withLimits(Limits limits) {
        return new ShellOptions(address, port, keys, adminKeys, limits, grace);
    }

    /** The same with another time to end. */
    public ShellOptions withGrace(Duration grace) {
        return new ShellOptions(address, port, keys, adminKeys, limits, grace);
    }
}
