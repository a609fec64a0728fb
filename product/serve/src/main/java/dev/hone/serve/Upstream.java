package dev.hone.serve;

import dev.hone.budget.serving.Arm;
import dev.hone.endpoint.EndpointAddress;
import dev.hone.endpoint.Relay;
import dev.hone.lm.LanguageModel;
import java.util.Optional;

/**
 * A model behind the server, under the name that clients use.
 *
 * @param name as configured
 * @param model draws samples
 * @param remote where it is served, if it is another server's
 */
public record Upstream(String name, LanguageModel model, Optional<Remote> remote) {
    /**
     * Another server.
     *
     * @param address of its API, and what it calls the model
     * @param relay hands requests on as they are
     */
    public record Remote(EndpointAddress address, Relay relay) {}

    /** What plans see of it. */
    Arm arm() {
        return new Arm(name, model);
    }
}
