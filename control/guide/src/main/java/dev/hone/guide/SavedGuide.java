package dev.hone.guide;

import dev.hone.core.HoneException;
import dev.hone.learn.Environments;
import dev.hone.learn.Policy;
import dev.hone.learn.SavedPolicy;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A policy that was trained in one of the environments with teachers, together with a stage for it.
 *
 * @param environment a fresh one
 */
public record SavedGuide(Policy policy, TaughtEnvironment environment) {
    /**
     * Opens a saved policy and its environment.
     *
     * @param asked name of the environment; empty for the one that it was trained in
     * @throws HoneException if it is none, of another environment, or doesn't fit it
     */
    public static SavedGuide open(Path folder, Optional<String> asked) {
        SavedPolicy saved = SavedPolicy.open(folder);
        if (asked.isEmpty() && saved.environment().startsWith(Environments.COMMAND)) {
            throw new HoneException(
                    folder + " was trained in '" + saved.environment()
                            + "', and no program is started because a file says so.",
                    "you trust it; repeat it with --env");
        }
        TaughtEnvironment environment =
                GuideEnvironments.maker(asked.orElse(saved.environment())).get();
        if (saved.policy().observations().equals(environment.observations())
                && saved.policy().actions().equals(environment.actions())) {
            return new SavedGuide(saved.policy(), environment);
        }
        environment.close();
        throw new HoneException(
                folder + " doesn't fit " + environment.name() + ".",
                "it is another environment's, or was made by another Hone; train it again");
    }
}
