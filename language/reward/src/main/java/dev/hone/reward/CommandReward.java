package dev.hone.reward;

import dev.hone.core.Json;
import dev.hone.core.program.CommandWords;
import dev.hone.core.program.Excerpt;
import dev.hone.core.program.LineProgram;
import dev.hone.core.program.ProgramFailed;
import dev.hone.lm.Completion;
import dev.hone.lm.Query;
import dev.hone.reward.Traits.Reach;
import dev.hone.reward.Traits.Scale;
import dev.hone.reward.Traits.Verifier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The user's own program, started once and kept. It reads one line an answer from standard input, {@code {"id", "prompt" or
 * "messages", "reference"?, "completion"}}, and writes one line each, in order: {@code {"reward": number}} or the bare number. It is
 * started without a shell (see {@link CommandWords}), with this process's environment and folder.
 *
 * <p>A program that fails is ended; the next call starts it anew.
 */
final class CommandReward implements Reward {
    static final Traits TRAITS = new Traits(
            Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            Scale.REAL,
            false,
            Verifier.IF_BINARY,
            "a line to a program that keeps running, 60 s an answer at most",
            Reach.PROCESS);

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String command;
    private final List<String> words;
    private final Duration patience;
    private Optional<LineProgram> process = Optional.empty();

    CommandReward(String command, Duration patience) {
        this.command = command;
        this.words = CommandWords.split(command);
        this.patience = patience;
    }

    @Override
    public String name() {
        return "command:" + command;
    }

    @Override
    public Traits traits() {
        return TRAITS;
    }

    @Override
    public synchronized double[] score(Query query, List<Completion> completions) {
        if (completions.isEmpty()) {
            return new double[0];
        }
        LineProgram running = process.orElseGet(this::start);
        process = Optional.of(running);
        try {
            List<String> items = completions.stream()
                    .map(completion -> Json.write(Protocol.item(query, completion)))
                    .toList();
            return running.ask(items, patience).stream()
                    .mapToDouble(line -> reward(line, running))
                    .toArray();
        } catch (ProgramFailed e) {
            running.kill();
            process = Optional.empty();
            throw new ScorerFailed(e.problem(), e.advice(), e);
        }
    }

    private LineProgram start() {
        try {
            return LineProgram.start("scorer", words);
        } catch (ProgramFailed e) {
            throw new ScorerFailed(e.problem(), e.advice(), e);
        }
    }

    @Override
    public synchronized void close() {
        process.ifPresent(LineProgram::close);
        process = Optional.empty();
    }

    private static double reward(String line, LineProgram running) {
        return Protocol.parse(line)
                .flatMap(json -> Protocol.reward(json.isObject() ? json.path("reward") : json))
                .orElseThrow(() -> running.failed(
                        "answered '" + Excerpt.start(line) + "' and not {\"reward\": number}",
                        LineProgram.OTHER_OUTPUT));
    }
}
