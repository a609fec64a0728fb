package dev.hone.budget.head;

/** What a head looks at. */
public enum Sight {
    /** Only which group a query is of: two numbers a group, all that a hundred queries can support. */
    GROUP,
    /** The query's own features. */
    FEATURES
}
