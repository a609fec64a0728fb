package dev.hone.serve;

import dev.hone.budget.DifficultyPredictor;
import dev.hone.budget.arms.ArmRouter;
import dev.hone.budget.arms.CostUnit;
import dev.hone.budget.arms.Costs;
import dev.hone.budget.evaluation.Trained;
import dev.hone.budget.portfolio.Member;
import dev.hone.budget.portfolio.Portfolio;
import dev.hone.budget.serving.Arm;
import dev.hone.budget.serving.Knob;
import dev.hone.budget.serving.Menu;
import dev.hone.budget.serving.Menus;
import dev.hone.core.HoneException;
import dev.hone.lm.Features;
import dev.hone.lm.Price;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the server plans by; closing it closes the features that it reads. */
public sealed interface Learnt extends AutoCloseable {
    /** Nothing was learnt: even shares. */
    record Nothing() implements Learnt {
        @Override
        public Menu menu(Knob knob, List<Arm> arms, List<Price> prices, int cap) {
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
        public Menu menu(Knob knob, List<Arm> arms, List<Price> prices, int cap) {
            if (!arms.stream().allMatch(this::isFor)) {
                return Menus.even(
                        knob,
                        arms.size(),
                        "even: the predictor was made for '" + predictor.model().orElse("") + "'");
            }
            return knob.unit() == Knob.Unit.MONEY && arms.size() == 1
                    ? Menus.of(List.of(member(arms.getFirst())), prices, knob, cap)
                    : Menus.of(predictor, features, knob, arms.size(), cap);
        }

        private Member member(Arm arm) {
            return new Member(arm.name(), predictor, features);
        }

        @Override
        public void close() {
            features.close();
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

    /** How many samples of which model pay, by a predictor for each model. */
    record Several(List<Difficulty> models) implements Learnt {
        /**
         * @throws HoneException if the predictors don't belong together, or one doesn't say which model it is for
         */
        public Several {
            models = List.copyOf(models);
            List<Member> members = models.stream()
                    .map(known -> new Member(
                            known.predictor()
                                    .model()
                                    .orElseThrow(() -> new HoneException(
                                            "One of several predictors doesn't say which model it is for.",
                                            "fit it with --model NAME")),
                            known.predictor(),
                            known.features()))
                    .toList();
            List<String> arms = members.stream().map(Member::arm).toList();
            new Portfolio(
                    members, new Costs(CostUnit.SAMPLES, arms, List.of())); // refuses what doesn't belong together
        }

        @Override
        public void requireServed(List<Upstream> upstreams) {
            models.forEach(known -> known.requireServed(upstreams));
        }

        @Override
        public Menu menu(Knob knob, List<Arm> arms, List<Price> prices, int cap) {
            List<Member> members = new ArrayList<>();
            for (Arm arm : arms) {
                Optional<Difficulty> known =
                        models.stream().filter(each -> each.isFor(arm)).findFirst();
                if (known.isEmpty()) {
                    return Menus.even(knob, arms.size(), "even: there is no predictor for '" + arm.name() + "'");
                }
                if (arms.size() == 1) {
                    return known.get().menu(knob, arms, prices, cap);
                }
                members.add(known.get().member(arm));
            }
            return Menus.of(members, prices, knob, cap);
        }

        @Override
        public boolean binary() {
            return models.stream().allMatch(Difficulty::binary);
        }

        /** Features that several predictors share are closed once. */
        @Override
        public void close() {
            Set<Features> all = Collections.newSetFromMap(new IdentityHashMap<>());
            models.forEach(known -> all.add(known.features()));
            all.forEach(Features::close);
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
        public Menu menu(Knob knob, List<Arm> arms, List<Price> prices, int cap) {
            return Menus.of(router, features, knob, arms.stream().map(Arm::name).toList());
        }

        @Override
        public void close() {
            features.close();
        }

        @Override
        public boolean binary() {
            return false;
        }
    }

    /**
     * What can be done with requests.
     *
     * @param prices of the arms where money is held, else empty
     * @param cap most samples of one request
     * @throws HoneException if what was learnt is for other arms
     */
    Menu menu(Knob knob, List<Arm> arms, List<Price> prices, int cap);

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

    /** Nothing may be planned by it any more. */
    @Override
    default void close() {}
}
