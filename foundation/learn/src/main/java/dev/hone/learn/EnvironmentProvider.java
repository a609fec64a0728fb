package dev.hone.learn;

import java.util.List;

/**
 * Environments from a jar of the user's. Name the implementation in
 * {@code META-INF/services/dev.hone.learn.EnvironmentProvider}; {@code --class-path JAR} makes it known to a command.
 */
public interface EnvironmentProvider {
    /** Names as users give them: lower case, words joined by hyphens. */
    List<String> names();

    /**
     * A fresh environment.
     *
     * @param name one of {@link #names}, which is also the environment's own name
     */
    Environment make(String name);
}
