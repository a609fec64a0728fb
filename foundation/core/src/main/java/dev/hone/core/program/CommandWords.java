package dev.hone.core.program;

import dev.hone.core.HoneException;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command into words as a shell would, without a shell: no variable, wildcard, pipe or redirection is read, so a text
 * can't run more than the program it names. Single quotes keep everything; double quotes all but a backslash before
 * {@code "} or a backslash; outside quotes a backslash keeps the next character.
 */
public final class CommandWords {
    private static final char NONE = 0;

    private CommandWords() {}

    /**
     * The words, at least one.
     *
     * @throws HoneException if there is none, or a quote isn't closed
     */
    public static List<String> split(String command) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = NONE;
        for (int i = 0; i < command.length(); i++) {
            char c = command.charAt(i);
            boolean escapes = c == '\\' && quote != '\'' && escapes(command, i, quote);
            if (escapes) {
                word.append(command.charAt(++i));
                inWord = true;
            } else if (c == quote) {
                quote = NONE;
            } else if (quote == NONE && (c == '\'' || c == '"')) {
                quote = c;
                inWord = true;
            } else if (quote == NONE && Character.isWhitespace(c)) {
                if (inWord) {
                    words.add(word.toString());
                }
                word.setLength(0);
                inWord = false;
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (quote != NONE) {
            throw new HoneException(
                    "The command '" + command + "' has a " + quote + " that is not closed.", "close it");
        }
        if (inWord) {
            words.add(word.toString());
        }
        if (words.isEmpty()) {
            throw new HoneException("The command after 'command:' is empty.", "name a program: command:./program");
        }
        return words;
    }

    private static boolean escapes(String command, int backslash, char quote) {
        if (backslash + 1 == command.length()) {
            throw new HoneException("The command '" + command + "' ends in a backslash.", "remove or double it");
        }
        char next = command.charAt(backslash + 1);
        return quote == NONE || next == '"' || next == '\\';
    }
}
