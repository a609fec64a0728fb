package dev.hone.serve.http;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What stands in for a key where the server is bound to this machine only. Every page that a browser on this machine shows can
 * reach such a server: under another name, which its owner lets point to 127.0.0.1 (DNS rebinding), or across origins. So the
 * request must name this machine as its host, and a page that asks must have come from this server.
 */
final class LocalOnly {
    private static final Pattern HOST =
            Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?", Pattern.CASE_INSENSITIVE);

    private LocalOnly() {}

    static boolean admit(Optional<String> host, Optional<String> origin) {
        if (host.isEmpty() || !HOST.matcher(host.get()).matches()) {
            return false;
        }
        String own = host.get().toLowerCase(Locale.ROOT);
        return origin.isEmpty()
                || origin.get().equalsIgnoreCase("http://" + own)
                || origin.get().equalsIgnoreCase("https://" + own);
    }
}
