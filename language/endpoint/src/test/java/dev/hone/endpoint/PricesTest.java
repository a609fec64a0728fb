package dev.hone.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.lm.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PricesTest {
    private static final String TWO =
            "{\"org/big-model\": {\"input\": 2, \"output\": 8.5}, \"small\": {\"input\": 0, \"output\": 0}}";

    @Test
    void pricesAreDollarsPerMillionTokens(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("prices.json"), TWO);
        Price price = Prices.read(file).of("org/big-model");
        assertEquals(new Price(2, 8.5), price);
        assertEquals(2 * 0.5 + 8.5 * 0.2, price.of(500_000, 200_000), 1e-12);
    }

    @Test
    void aMissingModelNamesTheNearest() {
        HoneException e = assertThrows(
                HoneException.class, () -> Prices.parse("p.json", TWO).of("org/big-modle"));
        assertEquals("The price file p.json has no model 'org/big-modle'.", e.problem());
        assertEquals("you meant 'org/big-model'", e.advice());
        HoneException far = assertThrows(
                HoneException.class, () -> Prices.parse("p.json", TWO).of("else"));
        assertTrue(far.advice().startsWith("add it"), far.advice());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"m\": {\"input\": 1,\\n \"output\" 2}}|p.json line 2",
                "[1]|holds no JSON object",
                "{\"m\": {\"input\": 1}}|model 'm': 'output' is missing",
                "{\"m\": {\"input\": -1, \"output\": 2}}|model 'm': 'input' is -1",
                "{\"m\": {\"input\": \"1\", \"output\": 2}}|model 'm': 'input' is \"1\"",
                "{\"m\": {\"input\": 1e999, \"output\": 2}}|'input'",
                "{\"m\": {\"input\": 1, \"output\": 2, \"currency\": 3}}|unknown field 'currency'",
                "{\"m\": {\"input\": 1, \"output\": 2}, \"m\": {\"input\": 1, \"output\": 2}}|not JSON",
                "{\"m\": 3}|'input' is missing",
                "``|price file",
            })
    void whatIsNoPriceIsNamedWithItsPlace(String text, String place) {
        HoneException e = assertThrows(
                HoneException.class,
                () -> Prices.parse("p.json", text.replace("\\n", "\n")).of("m"));
        assertTrue(e.problem().contains(place), e.problem());
    }

    @Test
    void aMissingOrHugeFileIsRefused(@TempDir Path folder) throws IOException {
        assertThrows(HoneException.class, () -> Prices.read(folder.resolve("none.json")));
        assertThrows(HoneException.class, () -> Prices.read(folder));
        Path huge = Files.writeString(folder.resolve("huge.json"), "[" + " ".repeat(1 << 20) + "]");
        HoneException e = assertThrows(HoneException.class, () -> Prices.read(huge));
        assertTrue(e.problem().contains("longer than 1 MiB"), e.problem());
    }

    @Test
    void anEstimateBoundsCallsTokensAndMoney() {
        // 40 characters: 10 tokens, and 4 for the turn
        List<Query> queries = Collections.nCopies(1000, Query.of("q", "x".repeat(40)));
        Estimate estimate = Estimate.of(queries, 64, 100, 16, Optional.of(new Price(1, 2)));
        assertEquals(new Estimate.Bill(4_000, 56_000, 6_400_000), estimate.expected());
        assertEquals(new Estimate.Bill(64_000, 896_000, 6_400_000), estimate.oneByOne());
        assertEquals(0.896 + 12.8, estimate.mostDollars().orElseThrow(), 1e-9);
        assertEquals(
                "1,000 queries x 64 samples: 4,000 calls, about 56,000 prompt tokens, at most 6,400,000 sampled tokens, "
                        + "at most $12.86. Prompt tokens are estimated at four characters each. "
                        + "If the server returns one sample a call: 64,000 calls, about 896,000 prompt tokens, at most $13.70.",
                estimate.sentence());
    }

    @Test
    void withoutAPriceAndWithOneSampleACallTheEstimateIsShort() {
        Estimate estimate = Estimate.of(List.of(Query.of("q", "hi")), 3, 10, 1, Optional.empty());
        assertEquals(
                "1 queries x 3 samples: 3 calls, about 15 prompt tokens, at most 30 sampled tokens. "
                        + "Prompt tokens are estimated at four characters each.",
                estimate.sentence());
        assertEquals(OptionalDouble.empty(), estimate.mostDollars());
    }
}
