package dev.hone.endpoint;

import dev.hone.core.HoneException;
import dev.hone.lm.Billing;
import java.time.Duration;
import java.util.Optional;

/** What can go wrong between Hone and a served model; the closed set of cases. No message ever holds the key. */
public abstract sealed class EndpointException extends HoneException implements Billing {
    private EndpointException(String problem, String advice) {
        super(problem, advice);
    }

    private EndpointException(String problem, String advice, Throwable cause) {
        super(problem, advice, cause);
    }

    /** Whether the same call may succeed a little later. */
    public boolean passing() {
        return switch (this) {
            case TimedOut _, Cut _, ServerFailed _ -> true;
            case RateLimited limited -> !limited.exhausted();
            case Refused _, Malformed _, Rejected _, Unauthorised _, ModelUnknown _, Redirected _, Interrupted _ ->
                false;
        };
    }

    /** Whether the server may have sampled, and charged, although no answer could be used. */
    @Override
    public boolean maybePaid() {
        return switch (this) {
            case TimedOut late -> !late.connecting();
            case Cut _, Malformed _, Interrupted _ -> true;
            case ServerFailed _, RateLimited _, Refused _, Rejected _, Unauthorised _, ModelUnknown _, Redirected _ ->
                false;
        };
    }

    /** No connection: nobody listens there, no such host, or no common encryption. */
    public static final class Refused extends EndpointException {
        Refused(String problem, String advice, Throwable cause) {
            super(problem, advice, cause);
        }
    }

    /** No connection, no answer, or no end of the answer within the time allowed. */
    public static final class TimedOut extends EndpointException {
        private final boolean connecting;

        TimedOut(String problem, String advice, boolean connecting) {
            super(problem, advice);
            this.connecting = connecting;
        }

        /** True if not even a connection came about. */
        public boolean connecting() {
            return connecting;
        }
    }

    /** The connection ended before the answer did, or the answer's JSON stops half-way. */
    public static final class Cut extends EndpointException {
        Cut(String problem, String advice) {
            super(problem, advice);
        }

        Cut(String problem, String advice, Throwable cause) {
            super(problem, advice, cause);
        }
    }

    /** What came is not an answer of this protocol. */
    public static final class Malformed extends EndpointException {
        Malformed(String problem, String advice) {
            super(problem, advice);
        }

        Malformed(String problem, String advice, Throwable cause) {
            super(problem, advice, cause);
        }

        /** The same of a server that has given good answers before, so that its address is not what is wrong. */
        Malformed afterGoodAnswers() {
            return new Malformed(
                    problem(),
                    "the server is failing, though it answered well before: see its log and repeat the command",
                    this);
        }
    }

    /** Status 429 or 402: too many calls for now, or no money left. */
    public static final class RateLimited extends EndpointException {
        private final Optional<Duration> wish;
        private final boolean exhausted;

        RateLimited(String problem, String advice, Optional<Duration> wish, boolean exhausted) {
            super(problem, advice);
            this.wish = wish;
            this.exhausted = exhausted;
        }

        /** How long the server asks to wait. */
        public Optional<Duration> wish() {
            return wish;
        }

        /** True if waiting won't help: the account's quota is used up. */
        public boolean exhausted() {
            return exhausted;
        }
    }

    /** A status of 500 or more, or an error in place of an answer. */
    public static final class ServerFailed extends EndpointException {
        private final Optional<Duration> wish;

        ServerFailed(String problem, String advice, Optional<Duration> wish) {
            super(problem, advice);
            this.wish = wish;
        }

        /** How long the server asks to wait. */
        public Optional<Duration> wish() {
            return wish;
        }
    }

    /** The server does not take this request: another status of 400 and more. */
    public static final class Rejected extends EndpointException {
        private final String said;
        private final String body;

        Rejected(String problem, String advice, String said, String body) {
            super(problem, advice);
            this.said = said;
            this.body = body;
        }

        /** The beginning of the server's own words, without the key; they may repeat the prompt. */
        public String said() {
            return said;
        }

        /** The answer as it came, to find the parameter it complains about; it may hold the key, so it stays in here. */
        String body() {
            return body;
        }
    }

    /** Status 401 or 403. */
    public static final class Unauthorised extends EndpointException {
        Unauthorised(String problem, String advice) {
            super(problem, advice);
        }
    }

    /** Status 404, or an error that says the model does not exist. */
    public static final class ModelUnknown extends EndpointException {
        ModelUnknown(String problem, String advice) {
            super(problem, advice);
        }
    }

    /** The server points elsewhere; Hone does not follow, since prompt and key would go where the user named nobody. */
    public static final class Redirected extends EndpointException {
        Redirected(String problem, String advice) {
            super(problem, advice);
        }
    }

    /** This thread was asked to stop. */
    public static final class Interrupted extends EndpointException {
        Interrupted(String problem, String advice) {
            super(problem, advice);
        }
    }
}
