package dev.hone.transformer.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.lm.Message;
import dev.hone.lm.Query;
import dev.hone.transformer.EmbeddedModels;
import dev.hone.transformer.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptEncoderTest {
    @TempDir
    Path folder;

    @Test
    void withoutATemplateContentsAreJoinedByBlankLines() {
        try (PromptEncoder encoder = PromptEncoder.load(EmbeddedModels.folder("stories15m"))) {
            assertFalse(encoder.hasTemplate());
            assertEquals("Be kind.\n\nHello", encoder.text(conversation()));
            assertArrayEquals(encoder.tokenizer().encode("Be kind.\n\nHello", true), encoder.encode(conversation()));
        }
    }

    @Test
    void theEmptyPromptIsTheBeginningOfSequenceAlone() {
        try (PromptEncoder encoder = PromptEncoder.load(EmbeddedModels.folder("stories15m"))) {
            assertArrayEquals(new int[] {1}, encoder.encodeRaw(""));
        }
    }

    @Test
    void aTemplatesSpecialTokensBecomeTheirIds() {
        try (PromptEncoder encoder = PromptEncoder.load(Fixtures.path("qwen3/norms"))) {
            int[] ids = encoder.encode(Query.of("q", "Hi"));
            Tokenizer t = encoder.tokenizer();
            assertEquals(t.id("<|im_start|>").orElseThrow(), ids[0]);
            assertEquals("<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n", encoder.text(Query.of("q", "Hi")));
            assertEquals("user\nHi\nassistant\n", t.decode(ids));
        }
    }

    @Test
    void rawTextGoesPastTheTemplate() {
        try (PromptEncoder encoder = PromptEncoder.load(Fixtures.path("qwen3/norms"))) {
            assertArrayEquals(encoder.tokenizer().encode("Hi", false), encoder.encodeRaw("Hi"));
        }
    }

    @Test
    void aBeginningOfSequenceThatTheTemplateWritesIsNotDoubled() throws IOException {
        folder("{\"bos_token\": {\"content\": \"<|begin_of_text|>\"}, \"chat_template\":"
                + " \"{{ bos_token }}{% for m in messages %}[{{ m.content }}]{% endfor %}\"}");
        try (PromptEncoder encoder = PromptEncoder.load(folder)) {
            int[] ids = encoder.encode(Query.of("q", "Hello"));
            assertArrayEquals(encoder.tokenizer().encode("[Hello]", true), ids);
            int begin = encoder.tokenizer().id("<|begin_of_text|>").orElseThrow();
            assertEquals(begin, ids[0]);
            assertTrue(ids[1] != begin);
        }
    }

    @Test
    void aBeginningOfSequenceThatTheTemplateForgetsIsAdded() throws IOException {
        folder("{\"chat_template\": \"{% for m in messages %}[{{ m.content }}]{% endfor %}\"}");
        try (PromptEncoder encoder = PromptEncoder.load(folder)) {
            assertArrayEquals(encoder.tokenizer().encode("[Hello]", true), encoder.encode(Query.of("q", "Hello")));
        }
    }

    @Test
    void ofNamedTemplatesTheDefaultIsTaken() throws IOException {
        folder(
                "{\"chat_template\": [{\"name\": \"tools\", \"template\": \"T\"}, {\"name\": \"default\", \"template\": \"D\"}]}");
        assertEquals("D", textOf());
    }

    @Test
    void namedTemplatesWithoutADefaultAreAnError() throws IOException {
        folder("{\"chat_template\": [{\"name\": \"tools\", \"template\": \"T\"}]}");
        HoneException e = assertThrows(HoneException.class, this::textOf);
        assertTrue(e.advice().contains("chat_template.jinja"), e.advice());
    }

    @Test
    void aTemplateFileComesBeforeTheConfiguration() throws IOException {
        folder("{\"chat_template\": \"config\", \"eos_token\": \"</s>\"}");
        Files.writeString(folder.resolve("chat_template.jinja"), "file{{ eos_token }}\n");
        assertEquals("file</s>", textOf());
    }

    @Test
    void specialTokensMayBeInTheirOwnFile() throws IOException {
        folder("{\"chat_template\": \"{{ eos_token }}{{ bos_token }}\", \"eos_token\": \"mine\"}");
        Files.writeString(
                folder.resolve("special_tokens_map.json"), "{\"eos_token\": \"other\", \"bos_token\": \"<s>\"}");
        assertEquals("mine<s>", textOf());
    }

    @Test
    void aBrokenTemplateIsAnErrorWhenTheFolderIsRead() throws IOException {
        folder("{\"chat_template\": \"{% if %}\"}");
        HoneException e = assertThrows(HoneException.class, this::textOf);
        assertTrue(e.problem().contains("tokenizer_config.json line 1"), e.problem());
    }

    @Test
    void aTemplateThatRefusesSaysWhy() throws IOException {
        folder("{\"chat_template\": \"{{ raise_exception('no system role') }}\"}");
        HoneException e = assertThrows(HoneException.class, this::textOf);
        assertTrue(e.problem().endsWith("refuses the conversation: no system role"), e.problem());
    }

    @Test
    void aBrokenConfigurationIsAnErrorThatNamesIt() throws IOException {
        folder("{\"chat_template\": ");
        HoneException e = assertThrows(HoneException.class, this::textOf);
        assertTrue(e.problem().contains(folder.resolve("tokenizer_config.json").toString()), e.problem());
    }

    private static Query conversation() {
        return new Query(
                "q",
                List.of(new Message("system", "Be kind."), Message.user("Hello")),
                Optional.empty(),
                Optional.empty());
    }

    private String textOf() {
        try (PromptEncoder encoder = PromptEncoder.load(folder)) {
            return encoder.text(conversation());
        }
    }

    private void folder(String configuration) throws IOException {
        Files.copy(Fixtures.path("tokenizers/llama3/tokenizer.json"), folder.resolve("tokenizer.json"));
        Files.writeString(folder.resolve("tokenizer_config.json"), configuration);
    }
}
