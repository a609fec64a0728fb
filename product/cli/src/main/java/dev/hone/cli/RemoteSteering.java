package dev.hone.cli;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.endpoint.EndpointAddress;
import dev.hone.endpoint.EndpointModel;
import dev.hone.endpoint.EndpointOptions;
import dev.hone.endpoint.Spend;
import dev.hone.endpoint.SpendMeter;
import dev.hone.lm.Completion;
import dev.hone.lm.GenerationRequest;
import dev.hone.steer.remote.BlockRule;
import dev.hone.steer.remote.BlockwiseModel;
import dev.hone.steer.remote.RemoteCost;
import dev.hone.steer.remote.RemoteSteeredModel;
import dev.hone.steer.remote.RemoteValues;
import java.util.List;
import java.util.Optional;

/** Samples of an endpoint's model that values lead, with what they cost before and after. */
final class RemoteSteering {
    private final EndpointAddress address;
    private final SteeringFlags steering;
    private final EndpointFlags flags;
    private final boolean raw;
    private final Listener listener;
    private final EndpointOptions options;
    private final SpendMeter meter;

    RemoteSteering(
            EndpointAddress address, SteeringFlags steering, EndpointFlags flags, boolean raw, Listener listener) {
        this.address = address;
        this.steering = steering;
        this.flags = flags;
        this.raw = raw;
        this.listener = listener;
        options = flags.options(address);
        meter = new SpendMeter(options.limits(), Spend.NOTHING, _ -> {});
    }

    /** The samples; none where only the cost was asked for. */
    Optional<List<Completion>> draw(GenerationRequest request) {
        if (request.options().logprobs().isPresent()) {
            throw new HoneException(
                    "--logprobs is for models on this machine, and for endpoints that aren't led.", "leave it out");
        }
        int told = steering.blocks().isPresent() ? 0 : steering.told();
        RemoteValues values = steering.remote(address.model(), raw);
        try {
            listener.note(cost(values, request).sentence(options.price()));
            if (flags.dryRun) {
                values.close();
                return Optional.empty();
            }
        } catch (RuntimeException e) {
            values.close();
            throw e;
        }
        try {
            return Optional.of(steering.blocks()
                    .map(rule -> blockwise(values, rule, request))
                    .orElseGet(() -> tokenwise(values, told, request)));
        } finally {
            listener.note("Spent: " + meter.spent().sentence(options.price()));
        }
    }

    private RemoteCost cost(RemoteValues values, GenerationRequest request) {
        int prompt = values.promptTokens(request.query());
        int tokens = request.options().maxTokens();
        return steering.blocks()
                .map(rule -> RemoteCost.blockwise(prompt, request.n(), tokens, rule.tokens(), rule.choices()))
                .orElseGet(() -> RemoteCost.tokenwise(prompt, request.n(), tokens));
    }

    private List<Completion> blockwise(RemoteValues values, BlockRule rule, GenerationRequest request) {
        try (BlockwiseModel model =
                BlockwiseModel.open(() -> endpoint(listener), values, rule, request.query(), listener)) {
            return model.generate(request);
        }
    }

    private List<Completion> tokenwise(RemoteValues values, int told, GenerationRequest request) {
        try (RemoteSteeredModel model = RemoteSteeredModel.open(
                () -> endpoint(Listener.NONE), values, steering.settings(), request.query(), told, listener)) {
            List<Completion> completions = model.generate(request);
            listener.note(model.cutoff().sentence());
            return completions;
        }
    }

    private EndpointModel endpoint(Listener told) {
        return new EndpointModel(address, options, meter, told);
    }
}
