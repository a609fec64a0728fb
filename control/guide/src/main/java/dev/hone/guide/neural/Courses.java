package dev.hone.guide.neural;

import dev.hone.core.DualVariable;
import dev.hone.core.Seeds;
import dev.hone.guide.Method;
import dev.hone.guide.MethodConstants;
import dev.hone.guide.ReturnGap;
import dev.hone.guide.TeacherWeight;

/** The course of each method. */
final class Courses {
    private Courses() {}

    /** Main pupils of all methods begin with the same weights. */
    static <B extends Lived<B>> Course of(Method method, School<B> school, MethodConstants constants, Seeds seeds) {
        Seeds main = seeds.child("main");
        return switch (method) {
            case Method.Tgrl tgrl ->
                new TgrlCourse<>(
                        school,
                        school.guided(main),
                        school.alone(seeds.child("twin")),
                        explorer(school, constants, seeds),
                        new TeacherWeight(
                                moving(constants), new ReturnGap(constants.window(), constants.certainty(), true)),
                        tgrl.gap(),
                        2 * constants.window());
            case Method.Rl rl ->
                rl.optimistic()
                        ? new RewardCourse<>(school, school.alone(main), explorer(school, constants, seeds))
                        : SingleCourse.unweighted(school, school.alone(main));
            case Method.Imitation _ -> SingleCourse.unweighted(school, school.imitator(main));
            case Method.Fixed fixed -> SingleCourse.fixed(school, school.guided(main), fixed.weight());
            case Method.Cosil cosil ->
                SingleCourse.holding(school, school.guided(main), moving(constants), cosil.target());
            case Method.Advisor _ ->
                SingleCourse.unweighted(school, school.advisor(main, constants.advisorSharpness()));
        };
    }

    private static <B extends Lived<B>> Explorer<B> explorer(School<B> school, MethodConstants constants, Seeds seeds) {
        NeuralConstants networks = constants.networks();
        return new Explorer<>(
                school.alone(seeds.child("explorer")),
                new Novelty(school.width(), networks.noveltyFeatures(), seeds.child("novelty")),
                constants.optimism(),
                networks.valueUnit());
    }

    private static DualVariable moving(MethodConstants constants) {
        return new DualVariable(
                constants.firstWeight(),
                constants.leastWeight(),
                constants.mostWeight(),
                constants.weightRate(),
                DualVariable.Rule.LOG);
    }
}
