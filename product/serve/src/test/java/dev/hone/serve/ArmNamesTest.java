package dev.hone.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.lm.Capabilities;
import dev.hone.lm.Completion;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.LanguageModel;
import dev.hone.lm.Steerable;
import dev.hone.serve.openai.ApiError;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class ArmNamesTest {
    private static final ArmNames NAMES = new ArmNames(List.of(
            new Upstream("tale", new Led("tale"), Optional.empty()),
            new Upstream("tale+x", new Led("tale+x"), Optional.empty()),
            new Upstream("plain", new Plain("plain"), Optional.empty())));
    private static final NameParser PARSER = new NameParser(NAMES);

    /** Upstreams that nothing can lead. */
    static List<Upstream> upstreams(String... names) {
        return Arrays.stream(names)
                .map(name -> new Upstream(name, new Plain(name), Optional.empty()))
                .toList();
    }

    private record Plain(String name) implements LanguageModel {
        @Override
        public Capabilities capabilities() {
            return new Capabilities(OptionalInt.empty(), 1, true, 1, OptionalInt.empty());
        }

        @Override
        public List<Completion> generate(GenerationRequest request) {
            return List.of(Completion.of(name));
        }

        @Override
        public void close() {}
    }

    private record Led(String name) implements Steerable {
        private static final Set<String> VALUES = Set.of("glad", "short");

        @Override
        public LanguageModel led(SortedMap<String, Double> weights) {
            weights.keySet().stream().filter(value -> !VALUES.contains(value)).forEach(value -> {
                throw new HoneException("There is no value '" + value + "'.", "it is one of " + VALUES);
            });
            return new Plain(name + weights);
        }

        @Override
        public Capabilities capabilities() {
            return new Plain(name).capabilities();
        }

        @Override
        public List<Completion> generate(GenerationRequest request) {
            return List.of(Completion.of(name));
        }

        @Override
        public void close() {}
    }

    private static ServedName parse(String name) {
        return PARSER.parse(name).orElseThrow();
    }

    private static String refused(String name) {
        return assertThrows(ApiError.class, () -> parse(name)).words();
    }

    @Test
    void oneWayOfLeadingHasOneName() {
        assertEquals(
                List.of("tale+glad:2+short:-0.5"),
                parse("hone/tale+short:-0.50+glad:2.0").arms());
        assertEquals("hone/tale+glad:2@4", parse("hone/tale+glad:2@4").canonical());
        assertEquals("hone/tale", parse("hone/tale+glad:2@4").label());
    }

    @Test
    void ledAndPlainModelsStandSideBySide() {
        ServedName name = parse("hone/tale+glad:1|plain@2.5");
        assertEquals(List.of("tale+glad:1", "plain"), name.arms());
        assertEquals(List.of("tale", "plain"), name.models());
    }

    @Test
    void theLongestConfiguredNameWins() {
        assertEquals(List.of("tale+x"), parse("hone/tale+x").arms());
        assertEquals(List.of("tale+x+glad:1"), parse("hone/tale+x+glad:1").arms());
    }

    @Test
    void anArmIsItsModelLed() {
        assertEquals(
                "tale{glad=2.0}",
                NAMES.upstream("tale+glad:2").orElseThrow().model().name());
        assertEquals("tale", NAMES.upstream("tale").orElseThrow().model().name());
        assertEquals("tale", NAMES.model("tale+glad:2"));
        assertEquals("elsewhere", NAMES.model("elsewhere"));
        assertTrue(NAMES.upstream("elsewhere").isEmpty());
    }

    @Test
    void weightsOfTheRequestCountBesideTheNames() {
        ServedName led = PARSER.led(parse("hone/tale+glad:1@3"), Map.of("short", -2.0, "glad", 4.0));
        assertEquals("hone/tale+glad:4+short:-2@3", led.canonical());
    }

    @Test
    void whatCannotLeadIsRefused() {
        assertTrue(refused("hone/tale+sad:1").contains("no value 'sad'"));
        assertTrue(refused("hone/plain+glad:1").contains("has no values"));
        assertTrue(refused("hone/tale+glad").contains("names none"));
        assertTrue(refused("hone/tale+glad:much").contains("names none"));
        assertTrue(refused("hone/tale+glad:1+glad:2").contains("weighs one value twice"));
        assertTrue(refused("hone/tale+glad:1|tale+glad:1").contains("twice"));
        ServedName plain = parse("hone/tale");
        for (double weight : new double[] {1000.1, Double.NaN}) {
            assertThrows(ApiError.class, () -> PARSER.led(plain, Map.of("glad", weight)));
        }
        ServedName both = parse("hone/tale|tale+glad:2");
        assertThrows(ApiError.class, () -> PARSER.led(both, Map.of("glad", 2.0)));
    }
}
