package dev.hone.guide.neural;

import dev.hone.guide.MethodConstants;
import dev.hone.guide.StudentForm;
import dev.hone.guide.TaughtEnvironment;
import dev.hone.guide.recurrent.RecurrentSchool;
import dev.hone.guide.soft.SoftSchool;
import dev.hone.learn.Space;

/** The school of each form of student. */
final class Schools {
    private Schools() {}

    static School<?> of(TaughtEnvironment environment, MethodConstants constants) {
        double gamma = environment.scale().gamma();
        return switch (environment.form()) {
            case StudentForm.Perceptron perceptron ->
                new SoftSchool(
                        environment.observations(),
                        (Space.Box) environment.actions(),
                        perceptron.hidden(),
                        gamma,
                        constants.networks());
            case StudentForm.Recurrent recurrent ->
                new RecurrentSchool(
                        environment.observations(),
                        (Space.Discrete) environment.actions(),
                        recurrent.width(),
                        gamma,
                        constants);
            case StudentForm.Table _ -> throw new IllegalArgumentException("tables don't need a school");
        };
    }
}
