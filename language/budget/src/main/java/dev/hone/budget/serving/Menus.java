package dev.hone.budget.serving;

import dev.hone.budget.DifficultyPredictor;
import dev.hone.budget.arms.ArmRouter;
import dev.hone.budget.arms.CostUnit;
import dev.hone.budget.arms.Costs;
import dev.hone.budget.evaluation.Trained;
import dev.hone.budget.portfolio.Member;
import dev.hone.budget.portfolio.Portfolio;
import dev.hone.core.HoneException;
import dev.hone.lm.Features;
import dev.hone.lm.Price;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The menu that fits a knob and what was learnt. */
public final class Menus {
    private Menus() {}

    /**
     * No predictor: an even share.
     *
     * @throws HoneException if money is to be held, which takes a router that knows what arms cost
     */
    public static Menu even(Knob knob, int arms, String reason) {
        requireArms(knob, arms);
        if (knob.unit() == Knob.Unit.MONEY) {
            throw new HoneException(
                    "A mean of dollars needs a router that knows what answers cost.",
                    "fit one: hone budget fit POOL --arms A,B --cost money --prices FILE --out P; then --predictor P");
        }
        return new EvenMenu(knob, arms, reason);
    }

    /**
     * By a difficulty predictor, where its guard supports the mean; else an even share that says why.
     *
     * @param arms that take turns
     * @param cap most samples of one request
     */
    public static Menu of(DifficultyPredictor predictor, Features features, Knob knob, int arms, int cap) {
        if (knob.unit() != Knob.Unit.SAMPLES) {
            return even(knob, arms, "even: the predictor tells how many samples pay, not which model");
        }
        Optional<Trained> trained = predictor.trained();
        if (trained.isEmpty() || !trained.get().guard().supports(knob.mean(), 1)) {
            return even(
                    knob,
                    arms,
                    trained.map(t -> t.guard().reason(knob.mean(), 1))
                            .orElse("even: the predictor's pool has one real-valued reward a query"));
        }
        return new SampleMenu(predictor, trained.get(), features, knob.mean(), cap);
    }

    /**
     * By a router.
     *
     * @param arms by name, in the order in which they are served
     * @throws HoneException if the router is for other arms or another unit
     */
    public static Menu of(ArmRouter router, Features features, Knob knob, List<String> arms) {
        if (knob.unit() == Knob.Unit.SAMPLES) {
            return even(knob, arms.size(), "even: the router tells which model pays, not how many samples");
        }
        if (!router.arms().equals(arms)) {
            throw new HoneException(
                    "The router chooses among " + String.join(", ", router.arms()) + ", not among "
                            + String.join(", ", arms) + ".",
                    "name them in the router's order: " + String.join("|", router.arms()));
        }
        CostUnit unit = knob.unit() == Knob.Unit.MONEY ? CostUnit.MONEY : CostUnit.SAMPLES;
        if (router.costs().unit() != unit) {
            throw new HoneException(
                    "The router counts " + router.costs().unit().name().toLowerCase(Locale.ROOT)
                            + ", the request holds a mean of " + knob.unit().words() + ".",
                    "use @S% with a router fitted with --cost samples, @$P with one fitted with --cost money");
        }
        requireArms(knob, arms.size());
        return new ArmMenu(router, features, Math.max(knob.mean(), Double.MIN_NORMAL));
    }

    /**
     * By a predictor for each of several arms: which arm, and how many samples of it.
     *
     * @param prices of the arms where money is held, else empty
     * @param cap most samples of one request
     * @throws HoneException if the members don't belong together, or don't know how long samples are where money is held
     */
    public static Menu of(List<Member> members, List<Price> prices, Knob knob, int cap) {
        List<String> arms = members.stream().map(Member::arm).toList();
        return switch (knob.unit()) {
            case SAMPLES -> portfolio(members, new Costs(CostUnit.SAMPLES, arms, List.of()), knob, cap);
            case MONEY -> portfolio(members, new Costs(CostUnit.MONEY, arms, prices), knob, cap);
            case STRONG ->
                even(
                        knob,
                        arms.size(),
                        "even: a share of strong calls takes a router, fitted with --arms and --cost samples");
        };
    }

    private static Menu portfolio(List<Member> members, Costs costs, Knob knob, int cap) {
        return new PortfolioMenu(new Portfolio(members, costs), knob.mean(), cap);
    }

    private static void requireArms(Knob knob, int arms) {
        if (knob.unit() == Knob.Unit.STRONG && arms != 2) {
            throw new HoneException(
                    "A share of strong calls needs two models, and there are " + arms + ".",
                    "name the weak one first: hone/weak|strong@50%");
        }
    }
}
