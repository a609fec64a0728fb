package dev.hone.guide;

import dev.hone.core.Seeds;
import dev.hone.guide.neural.NeuralTraining;
import dev.hone.guide.tabular.GuideTraining;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * What stays the same over trainings in one environment.
 *
 * @param make makes the environment
 * @param teacher name of one of its teachers
 * @param steps budget of all policies together; empty for the environment's usual number of episodes
 */
public record Trainings(
        Supplier<TaughtEnvironment> make, String teacher, OptionalLong steps, MethodConstants constants) {
    /**
     * A training in the form that the environment's students have.
     *
     * @param checkpoint where a long one keeps its state, to go on from if it is there
     */
    public Training of(Method method, Seeds seeds, Optional<Path> checkpoint) {
        try (TaughtEnvironment environment = make.get()) {
            Teachers.check(environment, teacher, method);
            Training.Budget budget = steps.isPresent()
                    ? new Training.Budget(Integer.MAX_VALUE, steps.getAsLong())
                    : Training.Budget.usual(environment);
            return switch (environment.form()) {
                case StudentForm.Table _ -> new GuideTraining(make, teacher, method, constants, budget, seeds);
                case StudentForm.Perceptron _, StudentForm.Recurrent _ ->
                    new NeuralTraining(make, teacher, method, constants, budget, seeds, checkpoint);
            };
        }
    }
}
