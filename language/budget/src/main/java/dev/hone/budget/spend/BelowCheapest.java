package dev.hone.budget.spend;

/** What becomes of a request when the budget does not cover even its cheapest action's worst case. */
public enum BelowCheapest {
    /** It gets no action. The budget holds; what the refused request did not use lets a later one through. */
    REFUSE,
    /** It gets its cheapest action. Everyone is answered; the budget is exceeded by as much as the cheapest actions need. */
    CHEAPEST
}
