package dev.hone.serve;

import dev.hone.budget.DifficultyPredictor;
import dev.hone.budget.arms.ArmRouter;
import dev.hone.budget.evaluation.Trained;
import dev.hone.budget.serving.Arm;
import dev.hone.budget.serving.Knob;
import dev.hone.budget.serving.Menu;
import dev.hone.budget.serving.Menus;
import dev.hone.core.HoneException;
import dev.hone.lm.Features;
import java.util.List;

/** What the server plans by. */
public sealed interface Learnt {
    /** Nothing was learnt: even shares. */
    record Nothing() implements Learnt {
        @Override
        public Menu menu(Knob knob, List<Arm> arms, int cap) {
            return Menus.even(knob, arms.size(), "even: there is no predictor");
        }

        @Override
        public boolean binary() {
            return false;
        }
    }

    /** How many samples pay. */
    record Difficulty(DifficultyPredictor predictor, Features features) implements Learnt {
        public Difficulty {
            predictor.requireFeatures(features);
        }

        @Override
        public void requireServed(List<Upstream> upstreams) {
            List<Arm> served = upstreams.stream().map(Upstream::arm).toList();
            if (served.stream().noneMatch(this::isFor)) {
                throw new HoneException(
                        "The predictor was made for the model '"
                                + predictor.model().orElse("") + "'; the models here are " + names(upstreams) + ".",
                        "give the upstream the name that the predictor's model has: --upstream "
                                + predictor.model().orElse("")
                                + "=URL#MODEL, or fit on samples of one that is served; if both"
                                + " are one model under two names, fit with --model NAME");
            }
        }

        /** Whether it knows the model, by the name that clients or its own server use; one that names none is for any. */
        private boolean isFor(Arm arm) {
            return predictor
                    .model()
                    .map(made ->
                            made.equals(arm.name()) || made.equals(arm.model().name()))
                    .orElse(true);
        }

        @Override
        public Menu menu(Knob knob, List<Arm> arms, int cap) {
            return arms.stream().allMatch(this::isFor)
                    ? Menus.of(predictor, features, knob, arms.size(), cap)
                    : Menus.even(
                            knob,
                            arms.size(),
                            "even: the predictor was made for '"
                                    + predictor.model().orElse("") + "'");
        }

        @Override
        public boolean binary() {
            return predictor
                    .trained()
                    .map(Trained::planner)
                    .filter(fitted -> !fitted.head().kind().isReal())
                    .isPresent();
        }
    }

    /** Which model pays. */
    record Routing(ArmRouter router, Features features) implements Learnt {
        public Routing {
            if (!features.name().equals(router.features())) {
                throw new HoneException(
                        "The router reads the features '" + router.features() + "', not '" + features.name() + "'.",
                        "use --features " + router.features() + ", or fit a router on '" + features.name() + "'");
            }
        }

        @Override
        public void requireServed(List<Upstream> upstreams) {
            if (!upstreams.stream().map(Upstream::name).toList().containsAll(router.arms())) {
                throw new HoneException(
                        "The router chooses among " + String.join(", ", router.arms()) + "; the models here are "
                                + names(upstreams) + ".",
                        "give the upstreams the router's names");
            }
        }

        @Override
        public Menu menu(Knob knob, List<Arm> arms, int cap) {
            return Menus.of(router, features, knob, arms.stream().map(Arm::name).toList());
        }

        @Override
        public boolean binary() {
            return false;
        }
    }

    /**
     * What can be done with requests.
     *
     * @throws HoneException if what was learnt is for other arms
     */
    Menu menu(Knob knob, List<Arm> arms, int cap);

    /**
     * Refuses to serve by what was learnt about models that are not there.
     *
     * @param upstreams the models that are
     * @throws HoneException naming those that are and those that should be
     */
    default void requireServed(List<Upstream> upstreams) {}

    private static String names(List<Upstream> upstreams) {
        return String.join(", ", upstreams.stream().map(Upstream::name).toList());
    }

    /** Whether its rewards were 0 and 1. */
    boolean binary();
}
