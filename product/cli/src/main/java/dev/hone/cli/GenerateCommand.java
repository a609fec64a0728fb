package dev.hone.cli;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.endpoint.EndpointAddress;
import dev.hone.lm.Completion;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.LanguageModel;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import dev.hone.lm.TokenLogprob;
import dev.hone.transformer.generate.LocalModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hone generate}: samples of one prompt. */
@Command(name = "generate", description = "Draws samples of one prompt.", mixinStandardHelpOptions = true)
final class GenerateCommand implements Runnable {
    private static final int DEFAULT_MAX_TOKENS = 64;

    @Option(names = "--model", paramLabel = "MODEL", required = true, description = ModelSource.DESCRIPTION)
    private String model = "";

    @Option(
            names = "--prompt",
            paramLabel = "TEXT",
            required = true,
            description = "One user message, through the model's chat template if it has one.")
    private String prompt = "";

    @Option(names = "--raw", description = "Give a local model the prompt as it stands, without chat template.")
    private boolean raw;

    @Option(names = "--n", paramLabel = "N", defaultValue = "1", description = "How many samples. Default: 1.")
    private int n;

    @Option(
            names = "--logprobs",
            paramLabel = "K",
            description = "Log-probabilities of the tokens and of the K most likely at each place, 0 to 20.")
    private Optional<Integer> logprobs = Optional.empty();

    @Mixin
    private final SamplingFlags sampling = new SamplingFlags();

    @Mixin
    private final SteeringFlags steering = new SteeringFlags();

    @Mixin
    private final EndpointFlags endpoint = new EndpointFlags();

    @Mixin
    private final Screen screen = new Screen();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public void run() {
        if (n < 1) {
            throw new HoneException("--n is " + n + ".", "ask for at least 1 sample");
        }
        SamplingOptions options = sampling.options(
                DEFAULT_MAX_TOKENS, logprobs.map(OptionalInt::of).orElseGet(OptionalInt::empty));
        Query query = Query.of("prompt", prompt);
        if (steering.asked() && ModelSource.parse(model) instanceof ModelSource.Remote(EndpointAddress address)) {
            try (ProgressDisplay display = new ProgressDisplay()) {
                new RemoteSteering(address, steering, endpoint, raw, display)
                        .draw(new GenerationRequest(query, 0, n, options, Seeds.of(common.seed)))
                        .ifPresent(this::show);
            }
            return;
        }
        try (ProgressDisplay display = new ProgressDisplay();
                LanguageModel opened = open(display)) {
            if (endpoint.announce(opened, List.of(query), n, options, display)) {
                return;
            }
            show(opened.generate(new GenerationRequest(query, 0, n, options, Seeds.of(common.seed))));
        }
    }

    private LanguageModel open(Listener listener) {
        ModelSource source = ModelSource.parse(model);
        if (steering.asked()) {
            LocalModel local = source.openLocal(listener);
            return steering.model(raw ? local.raw() : local);
        }
        return raw ? source.openLocal(listener).raw() : source.open(endpoint, listener);
    }

    private void show(List<Completion> completions) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < completions.size(); i++) {
            Completion completion = completions.get(i);
            if (completions.size() > 1) {
                screen.line("--- " + i + " (" + completion.tokens() + " tokens, "
                        + completion.finish().name().toLowerCase(java.util.Locale.ROOT) + ")");
            }
            screen.line(completion.text());
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("index", i);
            row.put("text", completion.text());
            row.put("finish", completion.finish().name().toLowerCase(java.util.Locale.ROOT));
            row.put("tokens", completion.tokens());
            completion.ids().ifPresent(ids -> row.put("ids", ids));
            if (!completion.logprobs().isEmpty()) {
                row.put(
                        "logprobs",
                        completion.logprobs().stream().map(GenerateCommand::row).toList());
            }
            rows.add(row);
        }
        screen.rows(rows);
    }

    private static Map<String, Object> row(TokenLogprob token) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("token", token.token());
        row.put("logprob", token.logprob());
        row.put(
                "top",
                token.top().stream()
                        .map(a -> Map.of("token", a.token(), "logprob", a.logprob()))
                        .toList());
        return row;
    }
}
