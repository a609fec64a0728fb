package dev.hone.serve;

import dev.hone.budget.DifficultyPredictor;
import dev.hone.budget.arms.ArmRouter;
import dev.hone.budget.evaluation.Trained;
import dev.hone.budget.serving.Knob;
import dev.hone.budget.serving.Menu;
import dev.hone.budget.serving.Menus;
import dev.hone.lm.Features;
import java.util.List;

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
     * @throws dev.hone.core.HoneException if what was learnt is for other arms
     */
    Menu menu(Knob knob, List<String> arms, int cap);

    /** Whether its rewards were 0 and 1. */
    boolean binary();
}
