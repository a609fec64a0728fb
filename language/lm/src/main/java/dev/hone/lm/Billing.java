package dev.hone.lm;

/** Implemented by failures of calls that cost money: says whether this one may have. */
public interface Billing {
    /** False if the call can't have been billed: it was refused, or never reached the server. */
    boolean maybePaid();
}
