package dev.hone.serve.page;

import dev.hone.core.Json;
import dev.hone.serve.http.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One page with its script and style inside, which asks for the status every two seconds. Its security policy allows these two
 * by their hashes and the status from here, and nothing else. The script puts text into the page as text only: names and
 * messages come from clients and models.
 */
public final class Page {
    private static final String STYLE = resource("page.css");
    private static final String SCRIPT = resource("page.js");
    private static final byte[] HTML = resource("page.html")
            .replace("/*style*/", STYLE)
            .replace("/*script*/", SCRIPT)
            .getBytes(StandardCharsets.UTF_8);
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; style-src " + hash(STYLE) + "; script-src " + hash(SCRIPT)
                    + "; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");

    private final Supplier<Status> status;

    /** A page that shows this; asked from many threads. */
    public Page(Supplier<Status> status) {
        this.status = status;
    }

    /** Answers {@code GET /} and {@code GET /status.json}; false, and no answer, for anything else. */
    public boolean answer(Exchange exchange) throws IOException {
        if (!exchange.method().equals("GET") && !exchange.method().equals("HEAD")) {
            return false;
        }
        switch (exchange.path()) {
            case "/" -> exchange.reply(200, "text/html; charset=utf-8", HEADERS, HTML);
            case "/status.json" -> {
                byte[] json = Json.write(status.get()).getBytes(StandardCharsets.UTF_8);
                exchange.reply(200, "application/json", HEADERS, json);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
