package dev.hone.guide;

import dev.hone.core.HoneException;
import dev.hone.learn.SavedPolicy;
import dev.hone.learn.TablePolicy;
import java.nio.file.Path;

/**
 * A policy that was trained in one of the environments with teachers, together with a stage for it.
 *
 * @param environment a fresh one
 */
public record SavedGuide(TablePolicy policy, TaughtEnvironment environment) {
    /**
     * Opens a saved policy and its environment.
     *
     * @throws HoneException if it is none, of another environment, or doesn't fit it
     */
    public static SavedGuide open(Path folder) {
        SavedPolicy saved = SavedPolicy.open(folder);
        if (!GuideEnvironments.names().contains(saved.environment())) {
            throw new HoneException(
                    folder + " was trained in '" + saved.environment() + "', which has no teacher here.",
                    "use 'hone policy act' with it");
        }
        TaughtEnvironment environment =
                GuideEnvironments.maker(saved.environment()).get();
        if (saved.policy() instanceof TablePolicy table
                && table.observations().equals(environment.observations())
                && table.actions().equals(environment.actions())) {
            return new SavedGuide(table, environment);
        }
        throw new HoneException(
                folder + " doesn't fit " + environment.name() + ".", "it was made by another Hone; train it again");
    }
}
