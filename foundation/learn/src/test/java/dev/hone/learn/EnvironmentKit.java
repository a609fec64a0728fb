package dev.hone.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hone.core.Seeds;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every environment must pass. */
public abstract class EnvironmentKit {
    protected abstract Environment make();

    @Test
    void keeps_the_contract() {
        try (Environment environment = make()) {
            assertEquals(List.of(), EnvironmentChecker.problems(environment, 600, Seeds.of(1)));
        }
    }

    @Test
    void has_a_plain_name() {
        try (Environment environment = make()) {
            assertEquals(environment.name(), environment.name().replaceAll("[^a-z0-9-]", ""));
        }
    }
}
