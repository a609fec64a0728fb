package dev.hone.steer.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.lm.Query;
import dev.hone.steer.remote.FixedEndpoint.Lack;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProbingTest {
    private static final SoFar ASKED = new SoFar(Query.of("q", "One day"), "One day", new int[] {1, 2, 3}, "");

    private static Map<String, Double> many() {
        Map<String, Double> tokens = new HashMap<>();
        for (int i = 0; i < 30; i++) {
            tokens.put("t" + i, 1.0 / 30 + (15 - i) * 0.001);
        }
        return tokens;
    }

    private static Way find(int most, Lack... lacks) {
        FixedEndpoint endpoint = new FixedEndpoint(many(), lacks);
        Way way = new Probing(() -> endpoint, ASKED).find(most);
        assertTrue(endpoint.requests.size() <= 8, endpoint.requests.size() + " calls");
        return way;
    }

    @Test
    void tokenIdsComeBeforeText() {
        assertEquals(new Way(Way.Form.IDS, 20, true), find(20));
        assertEquals(new Way(Way.Form.IDS, 5, true), find(5));
        assertEquals(new Way(Way.Form.TEXT, 20, true), find(20, Lack.IDS));
        assertEquals(new Way(Way.Form.IDS, 20, true), find(20, Lack.TEXT));
    }

    @Test
    void fiveAreTakenWhereTwentyAreRefused() {
        assertEquals(new Way(Way.Form.IDS, 5, true), find(20, Lack.TWENTY));
        assertEquals(new Way(Way.Form.TEXT, 5, true), find(20, Lack.TWENTY, Lack.IDS));
    }

    @Test
    void temperatureThatMovesLogprobsIsSeen() {
        assertEquals(new Way(Way.Form.IDS, 20, false), find(20, Lack.COOL));
    }

    @Test
    void anEndpointThatEndsTheTextAtOnceIsAskedForMore() {
        FixedEndpoint endpoint = new FixedEndpoint(Map.of(FixedEndpoint.END, 0.97, "a", 0.02, "b", 0.01));
        assertEquals(new Way(Way.Form.IDS, 20, true), new Probing(() -> endpoint, ASKED).find(20));
        assertTrue(endpoint.requests.stream().anyMatch(request -> request.n() > 1), "more than one draw");
    }

    @Test
    void noneAreToldWhereNoneAre() {
        assertEquals(new Way(Way.Form.TEXT, 0, false), find(20, Lack.LOGPROBS));
        assertEquals(new Way(Way.Form.TEXT, 0, false), find(0));
    }

    @Test
    void idsThatMeanOtherTokensAreNotUsed() {
        FixedEndpoint byText = new FixedEndpoint(many(), Lack.IDS);
        FixedEndpoint byIds = new FixedEndpoint(Map.of("t0", 0.9, "t1", 0.05));
        Way way = new Probing(() -> new ByForm(byText, byIds), ASKED).find(20);
        assertEquals(new Way(Way.Form.TEXT, 20, true), way);
    }

    @Test
    void anEndpointThatContinuesNothingSaysWhy() {
        HoneException e = assertThrows(HoneException.class, () -> find(20, Lack.IDS, Lack.TEXT));
        assertTrue(e.problem().contains("prompt must be ids"), e.problem());
    }

    @Test
    void theWayIsSaidInAWord() {
        assertEquals(
                "The endpoint continues token ids and tells the 20 likeliest tokens of each place.",
                new Way(Way.Form.IDS, 20, true).sentence());
        assertTrue(new Way(Way.Form.TEXT, 0, false).sentence().contains("text and tells no log-probabilities"));
    }
}
