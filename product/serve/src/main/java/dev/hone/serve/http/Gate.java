package dev.hone.serve.http;

import java.util.Optional;

/**
 * Who may ask, and who may change how the server works. An admin may do what a client may; a client's key alone changes nothing from
 * another machine, since it is handed to many.
 *
 * @param keys that clients must show; absent: only this machine can connect
 * @param adminKeys that who changes something must show; absent: it takes this machine, and a client's key where those are wanted
 */
public record Gate(Optional<Keys> keys, Optional<Keys> adminKeys) {
    /** @throws dev.hone.serve.openai.ApiError 401 or 403 if the request may not pass */
    void admit(Exchange exchange) {
        if (keys.isPresent()) {
            if (!shows(keys, exchange) && !shows(adminKeys, exchange)) {
                throw Problems.key();
            }
        } else if (!LocalOnly.admit(exchange.header("Host"), exchange.header("Origin"))) {
            throw Problems.foreign();
        }
    }

    /**
     * For a request that was admitted and would change something.
     *
     * @throws dev.hone.serve.openai.ApiError 403 if it may not
     */
    public void requireAdmin(Exchange exchange) {
        boolean allowed = adminKeys.isPresent() ? shows(adminKeys, exchange) : exchange.loopback();
        if (!allowed) {
            throw Problems.admin();
        }
    }

    private static boolean shows(Optional<Keys> some, Exchange exchange) {
        return some.filter(k -> k.admit(exchange.method(), exchange.header("Authorization")))
                .isPresent();
    }
}
