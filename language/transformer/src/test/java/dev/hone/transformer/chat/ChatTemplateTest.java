package dev.hone.transformer.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.lm.Message;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatTemplateTest {
    private static final String CHATML =
            "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}";

    @Test
    void aMessageIsDataAndNeverRendered() {
        String text = "hi {{ 7*7 }} {% set x = 1 %}{# gone #} {% raw %}";
        assertEquals(
                "<|im_start|>user\n" + text + "<|im_end|>\n", template(CHATML).render(user(text), Map.of()));
    }

    @Property(tries = 300)
    void whateverAMessageSaysComesOutAsItIs(@ForAll String text) {
        assertEquals(
                "[" + text + "]", template("[{{ messages[0]['content'] }}]").render(user(text), Map.of()));
    }

    @Property(tries = 500)
    void anyTextIsATemplateOrAHoneException(@ForAll String text) {
        survives(text);
        survives("{{ " + text + " }}");
        survives("{% " + text + " %}");
    }

    @Property(tries = 500)
    void anyPiecesOfTemplatesAreATemplateOrAHoneException(@ForAll List<Integer> pieces) {
        List<String> parts = List.of(
                "{{ ",
                " }}",
                "{% ",
                " %}",
                "{%- ",
                " -%}",
                "if ",
                "for ",
                "x ",
                "in ",
                "endfor ",
                "endif ",
                "set ",
                "= ",
                "'a' ",
                "[",
                "]",
                "(",
                ")",
                "| ",
                "length ",
                "is ",
                "defined ",
                "not ",
                "1 ",
                ": ",
                ".",
                "~ ",
                "macro ",
                "endmacro ",
                "else ",
                "{",
                "}",
                ", ",
                "\n",
                "text",
                "{# ",
                " #}",
                "raw ",
                "endraw ");
        StringBuilder text = new StringBuilder();
        pieces.forEach(p -> text.append(parts.get(Math.floorMod(p, parts.size()))));
        survives(text.toString());
    }

    private static void survives(String source) {
        try {
            template(source).render(user("hello"), Map.of());
        } catch (HoneException e) {
            assertTrue(e.problem().startsWith("The chat template test"), e.problem());
        }
    }

    @Test
    void theAssistantIsToSpeakNext() {
        ChatTemplate template = template("{% if add_generation_prompt %}<a>{% endif %}{{ bos_token }}");
        assertEquals("<a><s>", template.render(user("x"), Map.of("bos_token", "<s>")));
    }

    @Test
    void aRefusalSaysWhatTheTemplateSaysAndWhere() {
        HoneException e = fails("one\n{% if true %}\n{{ raise_exception('Roles must alternate!') }}{% endif %}");
        assertEquals("The chat template test line 3 refuses the conversation: Roles must alternate!", e.problem());
        assertTrue(e.advice().contains("--raw"), e.advice());
    }

    @Test
    void anErrorNamesTemplateAndLine() {
        assertEquals(
                "The chat template test line 2: 'x' is undefined.",
                fails("a\n{{ x.y }}").problem());
        assertEquals(
                "The chat template test line 2: there is no filter 'nosuch'.",
                fails("\n{{ 1|nosuch }}").problem());
        assertEquals(
                "The chat template test line 1: the block 'include' is not supported.",
                fails("{% include 'etc' %}").problem());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for i in range(10000) %}{% for j in range(100000) %}{% endfor %}{% endfor %}",
                "{% for i in range(1000000) %}{% for j in range(1000000) %}x{% endfor %}{% endfor %}",
                "{{ range(999999999999) }}",
                "{{ 'a' * 99999999999 }}",
                "{{ [1] * 99999999999 }}",
                "{{ ('a' * 10000000).replace('', 'b' * 1000) }}",
                "{{ (['a'] * 100000)|join('b' * 100000) }}",
                "{{ 'a\nb'|indent(999999999999) }}",
                "{{ 'a'|center(999999999999) }}",
                "{{ 'a'.zfill(999999999999) }}",
                "{{ [[1]]|tojson(indent=999999999999) }}",
                "{% set ns = namespace(s='ab') %}{% for i in range(100) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}",
                "{% set ns = namespace(s=[1]) %}{% for i in range(100) %}{% set ns.s = [ns.s, ns.s] %}{% endfor %}{{ ns.s }}",
                "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
                "{% macro m(n) %}{% for i in range(9) %}{{ m(n - 1) if n }}{% endfor %}{% endmacro %}{{ m(40) }}",
                "{% for i in range(9) %}{{ 'x' * 9999999 }}{% endfor %}",
            })
    void workAndOutputAreBounded(String source) {
        HoneException e = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> fails(source));
        assertTrue(e.problem().contains("more") || e.problem().contains("deep"), e.problem());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '_',
            value = {"(_)", "[_]", "'not '_''", "-_''", "{1:_}", "'a if b else '_''", "x[_]"})
    void nestingIsBounded(String opening, String closing) {
        String source = "{{ " + opening.repeat(100_000) + "1" + closing.repeat(100_000) + " }}";
        assertEquals(
                "The chat template test line 1: nested deeper than 100.",
                fails(source).problem());
    }

    @Test
    void blocksMayNotNestForEverEither() {
        assertTrue(fails("{% if 1 %}".repeat(100_000)).problem().contains("nested deeper than 100"));
    }

    @Test
    void aLongChainIsNoReasonToFallOver() {
        survives("{{ 1" + " + 1".repeat(100_000) + " }}");
        survives("{{ x" + ".y".repeat(100_000) + " }}");
        survives("{{ 'x'" + "|trim".repeat(100_000) + " }}");
    }

    @Test
    void aTemplateServesManyThreads() {
        ChatTemplate template = template("{% set ns = namespace(n=0) %}{% for m in messages %}{% set ns.n = ns.n + 1 %}"
                + "{{ m.content }}{% endfor %}{{ ns.n }}");
        List<String> texts = IntStream.range(0, 200)
                .parallel()
                .mapToObj(i -> template.render(user("text " + i), Map.of()))
                .toList();
        for (int i = 0; i < texts.size(); i++) {
            assertEquals("text " + i + "1", texts.get(i));
        }
    }

    private static List<Message> user(String text) {
        return List.of(Message.user(text));
    }

    private static ChatTemplate template(String source) {
        return ChatTemplate.compile("test", source, Clock.systemUTC());
    }

    private static HoneException fails(String source) {
        return assertThrows(HoneException.class, () -> template(source).render(user("hello"), Map.of()), source);
    }
}
