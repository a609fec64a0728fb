package dev.hone.steer.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.lm.FinishReason;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import dev.hone.steer.Candidates;
import dev.hone.steer.SteeredSample;
import dev.hone.steer.TokenValues;
import dev.hone.steer.Value;
import dev.hone.steer.Weighted;
import dev.hone.steer.decode.TiltSettings;
import dev.hone.transformer.Rows;
import dev.hone.transformer.generate.LocalModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Samples of a served model whose distribution is known. */
class RemoteSampleTest {
    private static final LocalModel TOKENS = LocalModel.embedded("arithmetic");
    private static final Map<String, Double> DIGITS =
            Map.of("1", 0.4, "2", 0.25, "3", 0.2, "4", 0.1, FixedEndpoint.END, 0.05);

    @AfterAll
    static void close() {
        TOKENS.close();
    }

    /** Likes one token by so many nats times the weight. */
    private record Likes(int token) implements Value {
        @Override
        public String name() {
            return "likes";
        }

        @Override
        public TokenValues begin(int samples) {
            return new TokenValues() {
                @Override
                public void bonus(int sample, Rows hidden, int row, Candidates candidates, double beta, double[] into) {
                    for (int i = 0; i < candidates.size(); i++) {
                        into[i] = candidates.id(i) == token ? beta : 0;
                    }
                }

                @Override
                public void chosen(int sample, int chosen) {}
            };
        }

        @Override
        public long multiplyAdds(int candidates) {
            return 0;
        }
    }

    private static int id(String token) {
        return TOKENS.tokenizer().encode(token, false)[0];
    }

    private static SteeredSample draw(FixedEndpoint endpoint, Way way, TiltSettings settings, double beta, long seed) {
        return draw(endpoint, way, settings, beta, SamplingOptions.DEFAULT.withMaxTokens(1), new Tally(), seed);
    }

    private static SteeredSample draw(
            FixedEndpoint endpoint,
            Way way,
            TiltSettings settings,
            double beta,
            SamplingOptions options,
            Tally tally,
            long seed) {
        int vocabulary = TOKENS.causalModel().config().vocabulary();
        NextTokens next = new NextTokens(
                new Continuing(endpoint, way),
                new Spelling(TOKENS.tokenizer(), vocabulary),
                TOKENS.endTokens(),
                vocabulary,
                32,
                tally);
        RemoteText text = new RemoteText(TOKENS, Query.of("q", "1+1="), way.ids());
        return new RemoteSample(
                        next,
                        List.of(new Weighted(new Likes(id("2")), beta)),
                        settings,
                        options,
                        TOKENS.endTokens(),
                        text,
                        Seeds.of(seed),
                        tally)
                .draw();
    }

    /** Shares of the first token, END as "". */
    private static Map<String, Double> shares(int top, TiltSettings settings, double beta) {
        int draws = 4000;
        Map<String, Double> shares = new HashMap<>();
        for (int seed = 0; seed < draws; seed++) {
            FixedEndpoint endpoint = new FixedEndpoint(DIGITS);
            String text = draw(endpoint, new Way(Way.Form.IDS, top, true), settings, beta, seed)
                    .completion()
                    .text();
            shares.merge(text, 1.0 / draws, Double::sum);
        }
        return shares;
    }

    @Test
    void tokensThatTheEndpointDoesNotTellKeepTheirPlace() {
        // told: 1 and 2. Bonus 2 for "2" less the mean of 1; the others keep bonus 0 among each other
        double one = 0.4 * Math.exp(-1);
        double two = 0.25 * Math.exp(1);
        double all = one + two + 0.35;
        Map<String, Double> shares = shares(2, TiltSettings.USUAL, 2);
        assertEquals(one / all, shares.getOrDefault("1", 0.0), 0.025);
        assertEquals(two / all, shares.getOrDefault("2", 0.0), 0.025);
        assertEquals(0.2 / all, shares.getOrDefault("3", 0.0), 0.025);
        assertEquals(0.1 / all, shares.getOrDefault("4", 0.0), 0.02);
        assertEquals(0.05 / all, shares.getOrDefault("", 0.0), 0.015);
    }

    @Test
    void withAllToldTheTiltIsExactAndTheEndIsACandidateToo() {
        Map<String, Double> shares = shares(5, TiltSettings.USUAL, 2);
        double mean = 2.0 / 5;
        double all = 0.25 * Math.exp(2 - mean) + 0.75 * Math.exp(-mean);
        assertEquals(0.25 * Math.exp(2 - mean) / all, shares.getOrDefault("2", 0.0), 0.025);
        assertEquals(0.05 * Math.exp(-mean) / all, shares.getOrDefault("", 0.0), 0.012);
    }

    @Test
    void onlyWhatIsToldIsDrawnWhereTheRestIsLeftOut() {
        Map<String, Double> shares = shares(2, TiltSettings.USUAL.masked(), 0);
        assertEquals(2, shares.size(), shares.toString());
        assertEquals(0.4 / 0.65, shares.getOrDefault("1", 0.0), 0.025);
    }

    @Test
    void theDivergenceIsExact() {
        double one = 0.4 * Math.exp(-1);
        double two = 0.25 * Math.exp(1);
        double all = one + two + 0.35;
        double divergence = (-one + two) / all - Math.log(all);
        SteeredSample sample =
                draw(new FixedEndpoint(DIGITS), new Way(Way.Form.IDS, 2, true), TiltSettings.USUAL, 2, 3);
        assertEquals(divergence, sample.divergence(), 1e-6);
        TiltSettings limited = TiltSettings.USUAL.withLimits(OptionalDouble.of(0.01), OptionalDouble.empty());
        sample = draw(new FixedEndpoint(DIGITS), new Way(Way.Form.IDS, 2, true), limited, 2, 3);
        assertEquals(0.01, sample.divergence(), 1e-4);
        TiltSettings budget = TiltSettings.USUAL.withLimits(OptionalDouble.empty(), OptionalDouble.of(0.02));
        sample = draw(new FixedEndpoint(DIGITS), new Way(Way.Form.IDS, 2, true), budget, 2, 3);
        assertTrue(sample.divergence() <= 0.02, () -> "more than the budget");
    }

    @Test
    void theLikeliestIsTakenAtTemperatureZero() {
        SamplingOptions greedy =
                new SamplingOptions(3, 0, OptionalDouble.empty(), OptionalInt.empty(), List.of(), OptionalInt.empty());
        Tally tally = new Tally();
        SteeredSample sample = draw(
                new FixedEndpoint(DIGITS), new Way(Way.Form.IDS, 3, true), TiltSettings.USUAL, 2, greedy, tally, 1);
        assertEquals("222", sample.completion().text());
        assertEquals(FinishReason.LENGTH, sample.completion().finish());
        assertEquals(3, sample.completion().tokens());
        assertEquals(0.15, tally.read().meanOutside(), 1e-6);
        assertEquals(3, tally.read().places());
    }

    @Test
    void theEndEndsATextAndAStopTextCutsIt() {
        SamplingOptions greedy =
                new SamplingOptions(9, 0, OptionalDouble.empty(), OptionalInt.empty(), List.of(), OptionalInt.empty());
        FixedEndpoint ending = new FixedEndpoint(Map.of(FixedEndpoint.END, 0.9, "1", 0.1));
        SteeredSample ended =
                draw(ending, new Way(Way.Form.IDS, 2, true), TiltSettings.USUAL, 2, greedy, new Tally(), 1);
        assertEquals("", ended.completion().text());
        assertEquals(FinishReason.STOP, ended.completion().finish());
        assertEquals(1, ended.completion().tokens());
        SamplingOptions stop = new SamplingOptions(
                9, 0, OptionalDouble.empty(), OptionalInt.empty(), List.of("22"), OptionalInt.empty());
        SteeredSample stopped = draw(
                new FixedEndpoint(DIGITS), new Way(Way.Form.IDS, 3, true), TiltSettings.USUAL, 2, stop, new Tally(), 1);
        assertEquals("", stopped.completion().text());
        assertEquals(FinishReason.STOP, stopped.completion().finish());
        assertEquals(List.of(), stopped.completion().ids().orElseThrow());
    }

    @Test
    void anEndpointThatAlwaysEndsIsBelieved() {
        FixedEndpoint ending = new FixedEndpoint(Map.of(FixedEndpoint.END, 1.0));
        Tally tally = new Tally();
        SteeredSample sample = draw(
                ending,
                new Way(Way.Form.IDS, 2, false),
                TiltSettings.USUAL,
                2,
                SamplingOptions.DEFAULT.withMaxTokens(5),
                tally,
                1);
        assertEquals(FinishReason.STOP, sample.completion().finish());
        assertEquals(2, tally.read().moreCalls());
    }

    @Test
    void whatIsNeverSaidIsDrawnFromWhatIsTold() {
        // 5 % untold, yet the endpoint never says any of it
        FixedEndpoint endpoint = new FixedEndpoint(Map.of("1", 0.55, "2", 0.40));
        Tally tally = new Tally();
        for (int seed = 0; seed < 60; seed++) {
            String text = draw(
                            endpoint,
                            new Way(Way.Form.IDS, 2, true),
                            TiltSettings.USUAL,
                            0,
                            SamplingOptions.DEFAULT.withMaxTokens(1),
                            tally,
                            seed)
                    .completion()
                    .text();
            assertTrue(text.equals("1") || text.equals("2"), text);
        }
        assertTrue(tally.read().notFound() > 0, tally.read().sentence());
        assertTrue(tally.read().sentence().contains("drawn from what it told instead"));
    }

    @Test
    void anEndpointThatStopsTellingLogprobsIsAnError() {
        FixedEndpoint endpoint = new FixedEndpoint(Map.of("1", 1.0), FixedEndpoint.Lack.LOGPROBS);
        HoneException e = assertThrows(
                HoneException.class, () -> draw(endpoint, new Way(Way.Form.IDS, 2, true), TiltSettings.USUAL, 0, 1));
        assertTrue(e.problem().contains("no log-probabilities") && e.advice().contains("--blockwise"), e.problem());
    }
}
