package dev.hone.reward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.reward.Traits.Reach;
import dev.hone.reward.Traits.Scale;
import dev.hone.reward.Traits.Verifier;
import dev.hone.reward.learnt.HeadReward;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RewardsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "exact",
                "number",
                "regex:^a:b$",
                "regex:(a)",
                "positivity",
                "topic:dogs, big and small",
                "contains:dog,ice cream",
                "length:40",
                "readability",
                "0.7*positivity+0.3*topic:dogs",
                "http:http://127.0.0.1:1/score",
                "command:./grade 'a b'",
                "agreement",
                "agreement:number",
                "agreement:regex:a:(b)",
                "agreement:json:/a"
            })
    void a_reward_is_called_what_it_was_parsed_from(String name) {
        try (Judge judge = Rewards.parse(name, _ -> new WordFeatures())) {
            assertEquals(name, judge.name());
        }
    }

    @ParameterizedTest
    @CsvSource({"http://127.0.0.1:1/score", "https://example.org/score"})
    void a_url_alone_is_a_scorer(String url) {
        try (Reward reward = Rewards.reward(url)) {
            assertEquals("http:" + url, reward.name());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "exakt           | you meant 'exact'",
                "numbers         | you meant 'number'",
                "agrement:number | you meant 'agreement'",
                "agreement:numbr | you meant 'number'",
                "positivty       | you meant 'positivity'",
                "lenght:3        | you meant 'length'",
                "quality         | 'hone rewards' lists all",
                "a:b:c           | 'hone rewards' lists all",
            })
    void an_unknown_name_names_the_nearest(String name, String advice) {
        var error = assertThrows(HoneException.class, () -> Rewards.parse(name));
        assertTrue(error.problem().contains("There is no reward '" + name + "'"), error.problem());
        assertTrue(error.advice().startsWith(advice), error.advice());
    }

    @ParameterizedTest
    @CsvSource({
        "exact:text, takes nothing",
        "agreement:number:2, takes nothing",
        "positivity:x, takes nothing",
        "readability:x, takes nothing",
        "topic, names no text",
        "topic: , names no text",
        "contains, names no words",
        "length:, names no tokens",
        "head:, names no artifact",
        "head:no-such-folder, does not exist",
        "regex, names no pattern",
        "regex:, names no pattern",
        "http:, names no URL",
        "command:, names no program",
        "'command:  ', is empty",
        "agreement:json, names no field",
        "agreement:regex:, names no pattern",
        "http:localhost, is not the URL",
        "http:ftp://host/x, is not the URL",
        "http:http://, is not the URL",
        "http:http://ho st/, is not the URL",
    })
    void a_form_that_is_not_filled_in_is_refused(String name, String problem) {
        var error = assertThrows(HoneException.class, () -> Rewards.parse(name));
        assertTrue(error.problem().contains(problem), error.problem());
    }

    @Test
    void every_form_is_listed_with_what_its_rewards_say_of_themselves() {
        for (RewardForm form : Rewards.forms()) {
            if (List.of(WeightedSum.UNKNOWN, HeadReward.TRAITS).contains(form.traits())) {
                continue; // a sum is what its members are; a head's own test holds it to its form
            }
            String name = form.form()
                    .replace("PATTERN(GROUP)", "a(b)")
                    .replace("PATTERN", "a")
                    .replace("URL", "http://127.0.0.1:1/")
                    .replace("PROGRAM", "./grade")
                    .replace("FIELD", "answer")
                    .replace("TOKENS", "40");
            try (Judge judge = Rewards.parse(name, _ -> new WordFeatures())) {
                assertSame(form.traits(), judge.traits(), form.form());
                assertFalse(form.grades().isBlank());
                assertEquals(judge instanceof Selector, form.grades().startsWith("nothing; chooses"));
            }
        }
    }

    @Test
    void ranges_are_said_in_words() {
        assertEquals("0 or 1", Comparison.TRAITS.range());
        assertEquals("0 to 1", Agreement.TRAITS.range());
        assertEquals("any number", HttpReward.TRAITS.range());
        assertEquals(
                "-1.5 to 10",
                new Traits(-1.5, 10, Scale.REAL, false, Verifier.IF_BINARY, "none", Reach.NOTHING).range());
    }

    @Test
    void a_range_that_is_none_is_a_defect() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Traits(1, 0, Scale.REAL, false, Verifier.NO, "none", Reach.NOTHING));
    }
}
