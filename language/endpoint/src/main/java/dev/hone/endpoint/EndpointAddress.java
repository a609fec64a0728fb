package dev.hone.endpoint;

import dev.hone.core.HoneException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where a served model is: {@code http(s)://host:port/any/prefix/v1#model-name}.
 *
 * @param base scheme, host, optional port and path, without a slash at the end
 * @param model what the server calls the model; everything after the first {@code #}, slashes and colons included
 */
public record EndpointAddress(URI base, String model) {
    private static final String FORM = "write http://host:port/any/prefix/v1#model-name";

    public EndpointAddress {
        if (base.getHost() == null || model.isBlank()) {
            throw new IllegalArgumentException("an endpoint needs a host and a model");
        }
    }

    /** True if the text is meant as an endpoint and not as a folder or an embedded model. */
    public static boolean isMeantBy(String text) {
        String start = text.strip().toLowerCase(Locale.ROOT);
        return start.startsWith("http://") || start.startsWith("https://");
    }

    /**
     * Reads an address as a person writes it.
     *
     * @throws HoneException if it isn't one; user names, passwords and queries are left out of the message
     */
    public static EndpointAddress parse(String written) {
        String text = written.strip();
        int hash = text.indexOf('#');
        String model = hash < 0 ? "" : text.substring(hash + 1);
        if (!isMeantBy(text)) {
            throw bad(text, "does not begin with http:// or https://", FORM);
        }
        if (model.isBlank()) {
            throw bad(text, "names no model", "add #model-name, the name that the server gives it");
        }
        if (model.chars().anyMatch(Character::isISOControl)) {
            throw bad(text, "holds a control character in the model's name", FORM);
        }
        return new EndpointAddress(base(text, text.substring(0, hash)), model);
    }

    private static URI base(String text, String written) {
        URI uri;
        try {
            uri = new URI(written.replaceFirst("/+$", ""));
        } catch (URISyntaxException e) {
            throw bad(text, "holds a character that no address may hold", FORM);
        }
        if (uri.getRawUserInfo() != null) {
            throw bad(text, "holds a user name or password", "give the key in an environment variable instead");
        }
        if (uri.getRawQuery() != null) {
            throw bad(text, "holds a query", "leave out everything between ? and #");
        }
        if (uri.getHost() == null || uri.getPort() > 65535 || uri.getPort() == 0) {
            throw bad(text, "has no valid host and port", FORM);
        }
        if (uri.getRawPath().endsWith("/chat/completions")) {
            throw bad(text, "ends with the operation", "leave out /chat/completions; Hone adds it");
        }
        return uri;
    }

    /** The address of one operation, for example {@code chat/completions}. */
    public URI operation(String path) {
        return URI.create(base + "/" + path);
    }

    /** Whether what is sent is encrypted on its way. */
    public boolean encrypted() {
        return "https".equalsIgnoreCase(base.getScheme());
    }

    /** Whether the host is this machine by its name alone; no name server is asked. */
    public boolean loopback() {
        String host = base.getHost().toLowerCase(Locale.ROOT);
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("[::1]")
                || host.matches("127(\\.\\d{1,3}){3}");
    }

    @Override
    public String toString() {
        return base + "#" + model;
    }

    private static HoneException bad(String text, String what, String advice) {
        String shown = text.replaceFirst("//[^#?]*@", "//[hidden]@").replaceFirst("\\?[^#]*", "?[hidden]");
        return new HoneException("The endpoint '" + Excerpt.of(shown, 200) + "' " + what + ".", advice);
    }
}
