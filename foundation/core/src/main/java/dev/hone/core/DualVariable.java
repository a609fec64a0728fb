package dev.hone.core;

/**
 * The price of breaking a constraint, moved online until the constraint holds on average: a Lagrange multiplier under dual
 * ascent. Where the constraint is broken the price rises, where there is room it falls. Immutable; a step makes the next one.
 *
 * @param value the price now, between {@code floor} and {@code cap}
 * @param floor least price, at least 0; more than 0 under {@link Rule#LOG}, which never leaves 0
 * @param cap largest price, finite
 * @param rate size of a step, more than 0
 * @param rule how a violation moves the price
 */
public record DualVariable(double value, double floor, double cap, double rate, Rule rule) {
    /** How far a violation v moves a price p at rate r, before both ends are kept. */
    public enum Rule {
        /** {@code p + r v}: projected gradient ascent; for violations and prices of a known scale. */
        PROJECTED {
            @Override
            double move(double value, double rate, double violation) {
                return value + rate * violation;
            }
        },
        /** {@code p exp(r v)}: the same ascent on log p; for prices whose scale is unknown. */
        LOG {
            @Override
            double move(double value, double rate, double violation) {
                return value * Math.exp(rate * violation);
            }
        },
        /** {@code p + r sign(v)}: for violations whose size says nothing. */
        SIGN {
            @Override
            double move(double value, double rate, double violation) {
                return value + rate * Math.signum(violation);
            }
        };

        abstract double move(double value, double rate, double violation);
    }

    public DualVariable {
        if (!(floor >= 0 && floor <= value && value <= cap && cap < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a price of " + value + " between " + floor + " and " + cap);
        }
        if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a rate of " + rate);
        }
        if (rule == Rule.LOG && floor == 0) {
            throw new IllegalArgumentException("a price of 0 can't be left by factors");
        }
    }

    /**
     * The price after one step.
     *
     * @param violation how much the constraint is broken, in its own unit; negative where there is room; not NaN
     */
    public DualVariable after(double violation) {
        if (Double.isNaN(violation)) {
            throw new IllegalArgumentException("a violation that is not a number");
        }
        return new DualVariable(Math.clamp(rule.move(value, rate, violation), floor, cap), floor, cap, rate, rule);
    }
}
