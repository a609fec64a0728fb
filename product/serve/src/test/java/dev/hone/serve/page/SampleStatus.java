package dev.hone.serve.page;

import dev.hone.core.statistics.Interval;
import dev.hone.serve.page.Status.Failure;
import dev.hone.serve.page.Status.Health;
import dev.hone.serve.page.Status.Served;
import dev.hone.serve.page.Status.Spent;
import dev.hone.serve.page.Status.Unit;
import dev.hone.serve.page.Status.Upstream;
import java.util.List;

/** A server in the middle of its day, with a hostile model. */
final class SampleStatus {
    static final String HOSTILE = "<img src=x onerror=document.title='run'>";

    private SampleStatus() {}

    static Status busy() {
        Spent all = new Spent(8_512, 16_000, 4_912_345, 9_120_000, new Interval(.461, .433, .489));
        Spent first = new Spent(6_100, 12_000, 3_400_000, 6_900_000, new Interval(.507, .474, .539));
        Spent second = new Spent(2_112, 3_600, 1_300_000, 2_000_000, new Interval(.35, .281, .412));
        return new Status(
                "0.1.0",
                1_000_000,
                1_015_000,
                false,
                true,
                .02,
                12,
                2_004,
                17,
                all,
                List.of(
                        new Served(
                                "hone/llama-3.3-70b@4", Unit.SAMPLES, new Interval(3.94, 3.81, 4.07), 4, 1_500, first),
                        new Served(
                                "hone/llama-8b|llama-70b@30%",
                                Unit.STRONG_SHARE, new Interval(.262, .221, .303), .3, 450, second),
                        new Served(
                                "hone/gpt-4o-mini|gpt-4o@$0.002",
                                Unit.USD,
                                new Interval(.00214, .0018, .0025),
                                .002,
                                54,
                                new Spent(300, 400, 212_345, 220_000, new Interval(.035, -.04, .11))),
                        new Served(HOSTILE, Unit.SAMPLES, Interval.UNDEFINED, 2, 0, Spent.NOTHING)),
                List.of(
                        new Upstream(
                                "llama",
                                "llama-3.3-70b at https://api.example.com/v1",
                                Health.UP,
                                "n, logprobs, top_logprobs; no continuation",
                                5_410,
                                3,
                                1.42),
                        new Upstream(
                                "small",
                                "llama-8b at http://localhost:8081/v1",
                                Health.DEGRADED,
                                "n is ignored: one call a sample",
                                2_950,
                                120,
                                .31),
                        new Upstream(
                                HOSTILE,
                                HOSTILE,
                                Health.DOWN,
                                "connection refused, 3 tries since 41 s",
                                12,
                                12,
                                Double.NaN)),
                List.of(
                        new Failure(
                                1_014_959,
                                "hone/gpt-4o-mini|gpt-4o@$0.002",
                                502,
                                "The upstream " + HOSTILE + " refused the connection."),
                        new Failure(
                                1_014_100, "hone/llama-3.3-70b@4", 429, "The upstream llama asks to slow down; 20 s."),
                        new Failure(
                                1_009_000,
                                "",
                                404,
                                "The model 'gpt-5' does not exist. hone/M[|M…][+VALUE:BETA…][@K | @S% | @$P] is what a"
                                        + " name may be."),
                        new Failure(
                                1_001_000,
                                "hone/llama-3.3-70b@4",
                                0,
                                "The upstream's stream broke off after 212 tokens.")));
    }

    static Status fresh() {
        return new Status(
                "0.1.0",
                1_000_000,
                1_000_003,
                false,
                false,
                0,
                0,
                0,
                0,
                Spent.NOTHING,
                List.of(),
                List.of(),
                List.of());
    }
}
