package dev.hone.endpoint;

import dev.hone.core.HoneException;
import java.util.Map;
import java.util.Optional;

/**
 * A key that may travel in one request header and nowhere else. It has no accessor outside this package, no text form and
 * nothing that a JSON writer could see.
 */
public final class Secret {
    private static final String HIDDEN = "[key]";

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * Wraps a key; blanks and line ends around it are dropped.
     *
     * @throws HoneException if it is empty or can't stand in an HTTP header; the message does not show it
     */
    public static Secret of(String value) {
        String key = value.strip();
        if (key.isEmpty()) {
            throw new HoneException("The endpoint's key is empty.", "leave it out where the server needs none");
        }
        if (!key.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new HoneException(
                    "The endpoint's key holds a blank or a character outside ASCII.",
                    "copy it again without what stands around it");
        }
        return new Secret(key);
    }

    /**
     * The key in an environment variable, if that is set and not blank.
     *
     * @param variable the variable's name
     * @param environment as {@link System#getenv()} gives it
     * @throws HoneException if the name can't be a variable's: it may be the key itself, so the message does not show it
     */
    public static Optional<Secret> fromEnvironment(String variable, Map<String, String> environment) {
        if (!variable.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new HoneException(
                    "What was given as the key's environment variable is not a variable's name.",
                    "write the key into a variable and give the variable's name, never the key");
        }
        return Optional.ofNullable(environment.get(variable))
                .filter(key -> !key.isBlank())
                .map(Secret::of);
    }

    String header() {
        return "Bearer " + value;
    }

    /** The text without the key, for servers that repeat it in an error. */
    String hideIn(String text) {
        return text.replace(value, HIDDEN);
    }

    @Override
    public String toString() {
        return HIDDEN;
    }
}
