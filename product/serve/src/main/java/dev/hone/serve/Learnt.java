package dev.hone.serve;

import dev.hone.budget.DifficultyPredictor;
import dev.hone.budget.arms.ArmRouter;
import dev.hone.budget.evaluation.Trained;
import dev.hone.budget.serving.Knob;
import dev.hone.budget.serving.Menu;
import dev.hone.budget.serving.Menus;
import dev.hone.core.HoneException;
import dev.hone.lm.Features;
import java.util.List;
import java.util.Set;

/** What the server plans by. */
public sealed interface Learnt {
    /** Nothing was learnt: even shares. */
    record Nothing() implements Learnt {
        @Override
        public Menu menu(Knob knob, List<String> arms, int cap) {
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
        public Menu menu(Knob knob, List<String> arms, int cap) {
            return Menus.of(predictor, features, knob, arms.size(), cap);
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
        public void requireServed(Set<String> names) {
            if (!names.containsAll(router.arms())) {
                throw new HoneException(
                        "The router chooses among " + String.join(", ", router.arms()) + "; the models here are "
                                + String.join(", ", names) + ".",
                        "give the upstreams the router's names");
            }
        }

        @Override
        public Menu menu(Knob knob, List<String> arms, int cap) {
            return Menus.of(router, features, knob, arms);
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
    Menu menu(Knob knob, List<String> arms, int cap);

    /**
     * Refuses to serve by what was learnt about models that are not there.
     *
     * @param names of the models that are
     * @throws HoneException if one is missing
     */
    default void requireServed(Set<String> names) {}

    /** Whether its rewards were 0 and 1. */
    boolean binary();
}
