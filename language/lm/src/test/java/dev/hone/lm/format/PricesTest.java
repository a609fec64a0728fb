package dev.hone.lm.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.lm.Price;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
