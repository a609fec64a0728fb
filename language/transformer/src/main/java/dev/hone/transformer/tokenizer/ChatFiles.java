package dev.hone.transformer.tokenizer;

import dev.hone.core.HoneException;
import dev.hone.core.Json;
import dev.hone.transformer.chat.ChatTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What a model folder says about conversations.
 *
 * <p>The template is {@code chat_template.jinja}, else {@code chat_template} in {@code tokenizer_config.json}: one template,
 * or a list of named ones, of which {@code default} is taken. Special tokens by role ({@code bos_token} and so on) come
 * from {@code special_tokens_map.json} and, before it, {@code tokenizer_config.json}.
 *
 * @param template none if the folder has none
 * @param tokens what a template sees beside the messages
 */
record ChatFiles(Optional<ChatTemplate> template, Map<String, String> tokens) {
    private static final String CONFIG = "tokenizer_config.json";

    ChatFiles {
        tokens = Map.copyOf(tokens);
    }

    static ChatFiles read(Path folder) {
        JsonNode config = json(folder.resolve(CONFIG));
        Map<String, String> tokens = new LinkedHashMap<>();
        for (JsonNode source : new JsonNode[] {json(folder.resolve("special_tokens_map.json")), config}) {
            for (Map.Entry<String, JsonNode> entry : source.properties()) {
                if (entry.getKey().endsWith("_token")) {
                    content(entry.getValue()).ifPresent(token -> tokens.put(entry.getKey(), token));
                }
            }
        }
        Path file = folder.resolve("chat_template.jinja");
        Optional<ChatTemplate> template = Files.isRegularFile(file)
                ? Optional.of(compile(file.toString(), text(file)))
                : named(config.path("chat_template"), folder.resolve(CONFIG));
        return new ChatFiles(template, tokens);
    }

    private static Optional<ChatTemplate> named(JsonNode templates, Path file) {
        if (templates.isString()) {
            return Optional.of(compile("in " + file, templates.asString()));
        }
        if (!templates.isArray() || templates.isEmpty()) {
            return Optional.empty();
        }
        for (JsonNode template : templates) {
            if (template.path("name").asString("").equals("default")) {
                return Optional.of(compile(
                        "'default' in " + file, template.path("template").asString("")));
            }
        }
        throw new HoneException(
                "None of the chat templates in " + file + " is named default.",
                "copy the one you want into chat_template.jinja beside it");
    }

    /** The date is read once: every prompt of a run shows the same one. */
    private static ChatTemplate compile(String origin, String source) {
        return ChatTemplate.compile(origin, source, Clock.fixed(Instant.now(), ZoneId.systemDefault()));
    }

    /** A token is its text, or an object that holds it as {@code content}. */
    private static Optional<String> content(JsonNode token) {
        return token.isString()
                ? Optional.of(token.asString())
                : token.path("content").asStringOpt();
    }

    private static JsonNode json(Path file) {
        if (!Files.isRegularFile(file)) {
            return Json.MAPPER.createObjectNode();
        }
        try {
            return Json.read(text(file));
        } catch (JacksonException e) {
            throw new HoneException(
                    "The file " + file + " is no valid JSON: " + Json.problem(e) + ".",
                    "copy it anew from where the model came from",
                    e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new HoneException(
                    "The file " + file + " can't be read: " + e + ".",
                    "copy it anew from where the model came from",
                    e);
        }
    }
}
